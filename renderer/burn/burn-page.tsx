// The burn page: an image, a disc, how, and what will happen then; one button at the end.
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import styles from './burn-page.module.css';
import { ImageChooser } from './chooser/image-chooser.tsx';
import { ImageSection } from './image-section.tsx';
import { OptionsSection } from './options-section.tsx';
import { PlanSection } from './plan-section.tsx';
import { Said } from './said.tsx';
import { TargetSection } from './target-section.tsx';
import { useBurnChoice } from './use-burn-choice.ts';

export function BurnPage() {
  const { t } = useTranslation('burn');
  const choice = useBurnChoice();
  return (
    <Page title={t('title')}>
      <div className={styles.container}>
        <div className={styles.columns}>
          <div className={styles.choices}>
            <ImageSection image={choice.image} />
            <TargetSection choice={choice} />
            <OptionsSection choice={choice} />
          </div>
          <PlanSection choice={choice} />
        </div>
      </div>
      <Said choice={choice} />
      <ImageChooser />
    </Page>
  );
}
