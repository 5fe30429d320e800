// One thing that stands in the way: what it is, and the one thing to do, ready to be copied where it is a command.
import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoctorFinding } from '../../app/contract/doctor.ts';
import { CopyValue } from '../job/copy-value.tsx';
import { StatusPill, type Tone } from '../ui/status-pill.tsx';
import { useEngineText } from '../words/engine-text.ts';
import styles from './finding-card.module.css';

const LOOKS: Readonly<Record<DoctorFinding['weight'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  blocks: { tone: 'danger', icon: OctagonAlert },
  hinders: { tone: 'warning', icon: TriangleAlert },
  tells: { tone: 'info', icon: Info },
};

export function FindingCard({ finding }: { readonly finding: DoctorFinding }) {
  const { t } = useTranslation('doctor');
  const say = useEngineText();
  const id = useId();
  const { weight, drive, message, fix, command } = finding;
  const { tone, icon } = LOOKS[weight];
  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <StatusPill tone={tone} icon={icon}>
          {t(`weight.${weight}`)}
        </StatusPill>
        {drive === undefined ? null : <span className={styles.drive}>{drive}</span>}
      </div>
      <h2 id={id} className={styles.message}>
        {say(message)}
      </h2>
      <p>{say(fix)}</p>
      {command === undefined ? null : (
        <div className={styles.command}>
          <CopyValue name={command} value={command} />
        </div>
      )}
    </section>
  );
}
