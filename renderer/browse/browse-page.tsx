// The page that looks inside images and discs.
import { useTranslation } from 'react-i18next';
import { FileChooser } from '../burn/chooser/image-chooser.tsx';
import { engine } from '../engine/engine.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import type { BrowseState } from './browse-state.ts';
import { setChoosing, useBrowse, useChoosing } from './browse-store.ts';
import { NothingOpen } from './nothing-open.tsx';
import { closeBrowse, openToBrowse } from './open-to-browse.ts';
import { OpenedView } from './opened-view.tsx';
import { sourceName } from './source-name.ts';

export function BrowsePage() {
  const { t } = useTranslation('browse');
  const browse = useBrowse();
  const isChoosing = useChoosing();
  return (
    <>
      {browse.is === 'opened' ? (
        <OpenedView opened={browse} />
      ) : (
        <Page title={t('title')}>
          <Beginning browse={browse} />
        </Page>
      )}
      {isChoosing ? (
        <FileChooser onClose={() => setChoosing(false)} onChoose={(path) => void openToBrowse(engine, { path })} />
      ) : null}
    </>
  );
}

type Unopened = Exclude<BrowseState, { is: 'opened' }>;

function Beginning({ browse }: { readonly browse: Unopened }) {
  switch (browse.is) {
    case 'none':
      return <NothingOpen />;
    case 'failed':
      return (
        <>
          <Failed failed={browse} />
          <NothingOpen />
        </>
      );
    default:
      return <UnderWay browse={browse} />;
  }
}

function Failed({ failed: { source, error } }: { readonly failed: Extract<BrowseState, { is: 'failed' }> }) {
  const { t } = useTranslation('browse');
  const say = useEngineText();
  return (
    <Notice
      tone="danger"
      title={t('failed', { name: sourceName(source) })}
      isAnnounced
      actions={<Button onPress={() => void openToBrowse(engine, source)}>{t('tryAgain')}</Button>}
    >
      {say(error.message)} {say(error.nextStep)}
    </Notice>
  );
}

function UnderWay({ browse }: { readonly browse: Extract<BrowseState, { is: 'finding' | 'opening' | 'gone' }> }) {
  const { t } = useTranslation('browse');
  const { percent } = useQuantities();
  const words = { name: browse.is === 'finding' ? browse.name : sourceName(browse.source) };
  const fraction = browse.is === 'finding' ? browse.fraction : undefined;
  return (
    <>
      <ProgressBar
        label={t(browse.is === 'gone' ? 'gone' : 'opening', words)}
        fraction={fraction}
        {...(fraction === undefined ? {} : { valueLabel: percent(fraction) })}
      />
      <div>
        <Button onPress={() => closeBrowse(engine)}>{t('cancel')}</Button>
      </div>
    </>
  );
}
