// What a drive and its disc tell of themselves beyond the first look: speeds, tracks, names.
import { useTranslation } from 'react-i18next';
import type { DriveReport, MediumReport } from '../../app/contract/drive-report.ts';
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './drive-card.module.css';

/** A disc with hundreds of tracks is shown by its first ones. */
const MOST_TRACKS = 100;

export function DriveDetails({ report }: { readonly report: DriveReport }) {
  const { t } = useTranslation('drives');
  const { speed, size } = useQuantities();
  const { medium, firmware, serial, bufferBytes, reads, writes } = report;
  const speeds = medium?.writeSpeeds.map((one) => speed(one, medium.kind)).join(', ') ?? '';
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('details.speeds'), speeds],
    [t('details.discId'), medium?.id],
    [t('details.firmware'), firmware],
    [t('details.serial'), serial],
    [t('details.buffer'), bufferBytes === undefined ? undefined : size(bufferBytes)],
    [t('details.writes'), kindsInWords(writes)],
    [t('details.reads'), kindsInWords(reads)],
  ];
  return (
    <Disclosure title={t('details.title')}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value === undefined || value === '' ? null : (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {medium === undefined || medium.tracks.length === 0 ? null : <Tracks medium={medium} />}
    </Disclosure>
  );
}

function kindsInWords(kinds: readonly MediumKind[]): string {
  return kinds.map((kind) => mediumKindFacts(kind).label).join(', ');
}

function Tracks({ medium }: { readonly medium: MediumReport }) {
  const { t } = useTranslation('drives');
  const { count } = useQuantities();
  const { tracks, sessions } = medium;
  return (
    <table className={styles.tracks}>
      <caption>
        {t('tracks.caption', { tracks: count(tracks.length), sessions: count(sessions) })}
        {tracks.length > MOST_TRACKS ? ` ${t('tracks.cut', { count: MOST_TRACKS })}` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('tracks.number')}</th>
          <th scope="col">{t('tracks.session')}</th>
          <th scope="col">{t('tracks.type')}</th>
          <th scope="col">{t('tracks.start')}</th>
          <th scope="col">{t('tracks.blocks')}</th>
        </tr>
      </thead>
      <tbody>
        {tracks.slice(0, MOST_TRACKS).map((track) => (
          <tr key={track.number}>
            <td>{track.number}</td>
            <td>{track.session}</td>
            <td>{track.damaged ? t('tracks.damaged') : t(`tracks.${track.type}`)}</td>
            <td>{count(track.start)}</td>
            <td>{count(track.blocks)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
