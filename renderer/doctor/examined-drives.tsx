// The real drives of this computer, each with what became of opening it.
import { CircleCheck, Disc3, Lock, type LucideIcon, OctagonAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExaminedDrive } from '../../app/contract/doctor.ts';
import { StatusPill, type Tone } from '../ui/status-pill.tsx';
import styles from './examined-drives.module.css';

const LOOKS: Readonly<Record<ExaminedDrive['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  ready: { tone: 'good', icon: CircleCheck },
  working: { tone: 'accent', icon: Disc3 },
  'in-use': { tone: 'warning', icon: Lock },
  unreachable: { tone: 'danger', icon: OctagonAlert },
};

export function ExaminedDrives({ drives }: { readonly drives: readonly ExaminedDrive[] }) {
  const { t } = useTranslation('doctor');
  return (
    <ul className={styles.drives}>
      {drives.map(({ name, generic, vendor, product, bus, state }) => (
        <li key={name} className={styles.drive}>
          <span className={styles.names}>
            <strong>{[vendor, product].filter((part) => part !== '').join(' ') || name}</strong>
            <span className={styles.way}>{[name, generic, bus].filter((part) => (part ?? '') !== '').join(' · ')}</span>
          </span>
          <StatusPill tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
            {t(`state.${state}`)}
          </StatusPill>
        </li>
      ))}
    </ul>
  );
}
