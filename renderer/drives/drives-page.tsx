// The drives of this computer and the practice drives, live.
import { Disc3, Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type EngineState, useEngine } from '../engine/engine-store.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { DriveItem } from './drive-item.tsx';
import styles from './drives-page.module.css';
import { PracticeMenu } from './practice-menu.tsx';

export function DrivesPage() {
  const { t } = useTranslation('drives');
  const order = useEngine((state) => state.driveOrder);
  const isKnown = useEngine((state) => state.host !== undefined);
  const isEmpty = isKnown && order.length === 0;
  return (
    <Page title={t('title')} actions={isEmpty ? null : <Actions />}>
      {isEmpty ? <FirstSteps /> : null}
      <WhyNoRealDrives />
      {order.length === 0 ? null : (
        <ul className={styles.drives} aria-label={t('list')}>
          {order.map((name) => (
            <DriveItem key={name} name={name} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Actions() {
  const hasReal = useEngine(hasRealDrive);
  return (
    <>
      {hasReal ? null : <ToDoctor />}
      <PracticeMenu />
    </>
  );
}

/** Who misses a drive is not left alone with that. */
function ToDoctor() {
  const { t } = useTranslation('drives');
  return (
    <ButtonLink href="#/doctor" tone="quiet" icon={Stethoscope}>
      {t('whyNoRealDrive')}
    </ButtonLink>
  );
}

function FirstSteps() {
  const { t } = useTranslation('drives');
  const actions = (
    <>
      <PracticeMenu tone="primary" />
      <ToDoctor />
    </>
  );
  return (
    <EmptyState icon={Disc3} title={t('empty.title')} actions={actions}>
      <p>{t('empty.text')}</p>
    </EmptyState>
  );
}

function WhyNoRealDrives() {
  const { t } = useTranslation('drives');
  const say = useEngineText();
  const why = useEngine((state) => state.host?.whyNoRealDrives);
  const hasReal = useEngine(hasRealDrive);
  if (why === undefined || hasReal) return null;
  return (
    <Notice tone="info" title={t('noRealDrives')}>
      {say(why)}
    </Notice>
  );
}

/** Real drives come first. */
function hasRealDrive({ drives, driveOrder }: EngineState): boolean {
  return drives[driveOrder[0] ?? '']?.listing.kind === 'real';
}
