// What is in the drive: the disc, its state in words, how much of it is used; or why nothing is known.
import { Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ErrorReport } from '../../app/base/errors.ts';
import type { MediumReport } from '../../app/contract/drive-report.ts';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { knowsDoctor } from '../doctor/knows-doctor.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Meter } from '../ui/meter.tsx';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { DiscDrawing } from './disc-drawing.tsx';
import { knowsItsUse } from './drive-abilities.ts';
import { lookAgain } from './drive-actions.ts';
import styles from './drive-card.module.css';
import { virtualName } from './virtual-name.ts';

export function DriveContents({ card }: { readonly card: DriveCard }) {
  const { t } = useTranslation('drives');
  const { report, error, trayOpen, listing } = card;
  if (error !== undefined) return <Trouble error={error} drive={listing.name} />;
  if (report === undefined) return <Nothing words={t('looking')} />;
  if (report.medium !== undefined) return <Disc medium={report.medium} />;
  const { mediumError } = report;
  if (mediumError === undefined || mediumError.code === 'no-medium') {
    return <Nothing words={trayOpen === true ? t('trayOpen') : t('noDisc')} />;
  }
  return <Trouble error={mediumError} drive={listing.name} />;
}

function Nothing({ words }: { readonly words: string }) {
  return (
    <div className={styles.contents}>
      <DiscDrawing kind={undefined} />
      <p className={styles.muted}>{words}</p>
    </div>
  );
}

function Disc({ medium }: { readonly medium: MediumReport }) {
  const say = useEngineText();
  const used = knowsItsUse(medium) && medium.totalBytes > 0 ? Math.min(1, medium.usedBytes / medium.totalBytes) : 0;
  return (
    <div className={styles.contents}>
      <DiscDrawing kind={medium.kind} used={used} />
      <div className={styles.words}>
        <p>
          <span className={styles.medium}>{medium.label}</span>
        </p>
        <p className={styles.muted}>{asSentence(say(medium.stateInWords))}</p>
        <Capacity medium={medium} used={used} />
      </div>
    </div>
  );
}

/** The engine tells a state without a subject: "blank: it can be written". */
function asSentence(words: string): string {
  return `${words.slice(0, 1).toLocaleUpperCase()}${words.slice(1)}.`;
}

function Capacity({ medium, used }: { readonly medium: MediumReport; readonly used: number }) {
  const { t } = useTranslation('drives');
  const { size } = useQuantities();
  const { usedBytes, totalBytes, writableBytes } = medium;
  if (totalBytes === 0) return null;
  if (!knowsItsUse(medium)) return <p>{t('capacity.whole', { total: size(totalBytes) })}</p>;
  const words = { used: size(usedBytes), total: size(totalBytes), free: size(writableBytes) };
  return <Meter label={t('capacity.label')} fraction={used} valueLabel={t(capacityKey(medium), words)} />;
}

function capacityKey({ usedBytes, writableBytes }: MediumReport) {
  if (usedBytes === 0) return 'capacity.free';
  return writableBytes > 0 ? 'capacity.usedAndFree' : 'capacity.used';
}

function Trouble({ error, drive }: { readonly error: ErrorReport; readonly drive: string }) {
  const { t } = useTranslation('drives');
  const say = useEngineText();
  return (
    <Notice
      tone="warning"
      title={say(error.message)}
      actions={
        <>
          <Button size="small" onPress={() => lookAgain(drive)}>
            {t('lookAgain')}
          </Button>
          {knowsDoctor(error) && virtualName(drive) === undefined ? (
            <ButtonLink size="small" href="#/doctor" icon={Stethoscope}>
              {t('findOut')}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {say(error.nextStep)}
    </Notice>
  );
}
