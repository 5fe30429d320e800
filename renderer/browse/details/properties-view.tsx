// Everything that the volume says of an entry.
import { useTranslation } from 'react-i18next';
import type { BrowseEntry, EntryDetails } from '../../../app/contract/browse.ts';
import { engine } from '../../engine/engine.ts';
import { FactList } from '../../job/fact-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import { isoTime } from '../iso-time.ts';
import { useKindWords } from '../use-kind-words.ts';
import { EntryChecksum } from './entry-checksum.tsx';
import { modeInWords } from './mode-in-words.ts';
import styles from './properties-view.module.css';
import { useAsked } from './use-asked.ts';

export interface PropertiesViewProps {
  readonly browse: string;
  readonly entry: BrowseEntry;
}

export function PropertiesView({ browse, entry }: PropertiesViewProps) {
  const { t } = useTranslation('browse');
  const say = useEngineText();
  const asked = useAsked(`${browse} ${entry.entry}`, 'reading properties', (signal) =>
    engine.call('entryDetails', { browse, entry: entry.entry }, { signal }),
  );
  if (asked.is === 'waiting') return <p className={styles.view}>{t('details.loading')}</p>;
  if (asked.is === 'failed') {
    return (
      <Notice tone="danger" title={say(asked.error.message)}>
        {say(asked.error.nextStep)}
      </Notice>
    );
  }
  const { answer: details } = asked;
  return (
    <div className={styles.view}>
      <Facts details={details} />
      {entry.kind === 'file' ? <EntryChecksum key={entry.entry} browse={browse} entry={entry.entry} /> : null}
      <Extents details={details} />
      <Attributes details={details} />
    </div>
  );
}

function Facts({ details }: { readonly details: EntryDetails }) {
  const { t } = useTranslation('browse');
  const { bothSizes, count } = useQuantities();
  const kindWords = useKindWords();
  const times = useTimes(details);
  const { entry, path, links, inode, device, rawName } = details;
  const { mode, uid, gid } = entry;
  return (
    <FactList
      facts={[
        { name: t('fact.kind'), value: kindWords(entry) },
        { name: t('fact.path'), value: <bdi>{path}</bdi> },
        { name: t('fact.target'), value: entry.target === undefined ? undefined : <bdi>{entry.target}</bdi> },
        { name: t('fact.size'), value: entry.kind === 'file' ? bothSizes(entry.bytes) : undefined },
        { name: t('fact.packing'), value: entry.packing },
        { name: t('fact.note'), value: useNotes(entry) },
        ...times,
        { name: t('fact.mode'), value: mode === undefined ? undefined : <code>{modeInWords(mode)}</code> },
        { name: t('fact.owner'), value: uid === undefined ? undefined : `${uid} : ${gid ?? ''}` },
        { name: t('fact.links'), value: links === undefined ? undefined : count(links) },
        { name: t('fact.inode'), value: inode === undefined ? undefined : count(inode) },
        { name: t('fact.device'), value: device === undefined ? undefined : `${device.major}, ${device.minor}` },
        { name: t('fact.firstSector'), value: entry.firstSector === undefined ? undefined : count(entry.firstSector) },
        { name: t('fact.rawName'), value: entry.isEscaped ? <code>{rawName}</code> : undefined },
      ]}
    />
  );
}

function useNotes({ isHidden, isAssociated, isForm2, isCutShort }: BrowseEntry): string | undefined {
  const { t } = useTranslation('browse');
  const notes = [
    isHidden === true ? t('note.hidden') : '',
    isAssociated === true ? t('note.associated') : '',
    isForm2 === true ? t('note.form2') : '',
    isCutShort === true ? t('note.cutShort') : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? undefined : notes.join(' ');
}

const TIMES = ['modified', 'created', 'accessed', 'changed', 'backup', 'expires', 'effective'] as const;

function useTimes({ times }: EntryDetails) {
  const { t } = useTranslation('browse');
  const { dateTime } = useQuantities();
  return TIMES.map((time) => {
    const at = times[time];
    return { name: t(`time.${time}`), value: at === undefined ? undefined : dateTime(isoTime(at)) };
  });
}

function Extents({ details: { extents, entry } }: { readonly details: EntryDetails }) {
  const { t } = useTranslation('browse');
  const { count, size } = useQuantities();
  if (extents.length === 0) return null;
  return (
    <Disclosure title={t('extents.title')} aside={count(entry.extents)} level={3}>
      <ul className={styles.lines}>
        {extents.map(({ kind, begin, bytes }, index) => (
          <li key={index}>
            {kind === 'hole'
              ? t('extents.hole', { size: size(bytes) })
              : t('extents.data', { sector: count(Math.floor(begin / 2048)), size: size(bytes) })}
          </li>
        ))}
      </ul>
      {entry.extents > extents.length ? <p>{t('extents.more', { shown: count(extents.length) })}</p> : null}
    </Disclosure>
  );
}

function Attributes({ details: { attributes, streams } }: { readonly details: EntryDetails }) {
  const { t } = useTranslation('browse');
  const { size, count } = useQuantities();
  if (attributes.length + streams.length === 0) return null;
  return (
    <Disclosure title={t('attributes.title')} aside={count(attributes.length + streams.length)} level={3}>
      <ul className={styles.lines}>
        {attributes.map(({ name, text, bytes }, index) => (
          <li key={`a${index}`}>
            <bdi>{name}</bdi> ({size(bytes)}): <bdi>{text}</bdi>
          </li>
        ))}
        {streams.map(({ entry, name, bytes }) => (
          <li key={`s${entry}`}>
            {t('attributes.stream')} <bdi>{name}</bdi> ({size(bytes)})
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
