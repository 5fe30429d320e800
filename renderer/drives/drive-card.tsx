// One drive: what it is, what is in it, what can be done with it.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { StatusPill } from '../ui/status-pill.tsx';
import styles from './drive-card.module.css';
import { DriveButtons } from './drive-buttons.tsx';
import { DriveContents } from './drive-contents.tsx';
import { DriveDetails } from './drive-details.tsx';
import { DriveJob } from './drive-job.tsx';
import { virtualName } from './virtual-name.ts';
import { modelOf, titleOf } from './model-name.ts';
import { VirtualMenu } from './virtual-menu.tsx';

export function DriveCardView({ card }: { readonly card: DriveCard }) {
  const { t } = useTranslation('drives');
  const id = useId();
  const { listing, report, job } = card;
  return (
    <section className={styles.card} aria-labelledby={`${id} ${id}-more`}>
      <div className={styles.head}>
        <div className={styles.names}>
          <h2 id={id}>{titleOf(listing)}</h2>
          <span id={`${id}-more`} className={styles.path}>
            {virtualName(listing.name) === undefined ? listing.name : modelOf(listing)}
          </span>
        </div>
        {listing.kind === 'virtual' ? <StatusPill tone="accent">{t('practice.pill')}</StatusPill> : null}
        {listing.kind === 'virtual' && job === undefined ? <VirtualMenu card={card} /> : null}
      </div>
      {job === undefined ? <DriveContents card={card} /> : <DriveJob id={job} />}
      {job === undefined ? <DriveButtons card={card} /> : null}
      {report === undefined ? null : <DriveDetails report={report} />}
    </section>
  );
}
