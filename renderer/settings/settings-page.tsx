// What is chosen once for every time. A change holds at once, in every window.
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsChange } from '../../app/contract/settings.ts';
import { useEngine } from '../engine/engine-store.ts';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { HostCard } from './host-card.tsx';
import { PracticePace } from './practice-pace.tsx';
import styles from './settings-page.module.css';

const THEMES = ['system', 'light', 'dark', 'high-contrast'] as const;
const LANGUAGE_CHOICES = ['system', 'en', 'de'] as const;

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const settings = useEngine((state) => state.settings);
  return (
    <Page title={t('title')}>
      {settings === undefined ? null : (
        <div className={styles.cards}>
          <Look settings={settings} />
          <Burning settings={settings} />
          <Card title={t('practice.title')}>
            <PracticePace pace={settings.practicePace} onChange={(practicePace) => change({ practicePace })} />
          </Card>
          <Work settings={settings} />
          <HostCard />
        </div>
      )}
    </Page>
  );
}

interface PartProps {
  readonly settings: Settings;
}

function Look({ settings }: PartProps) {
  const { t } = useTranslation('settings');
  return (
    <Card title={t('look.title')}>
      <RadioGroup
        label={t('look.theme')}
        look="row"
        value={settings.theme}
        onChange={(theme) => change({ theme })}
        choices={THEMES.map((id) => ({ id, label: t(`theme.${id}`) }))}
      />
      <Select
        label={t('look.language')}
        value={settings.language}
        onChange={(language) => change({ language })}
        choices={LANGUAGE_CHOICES.map((id) => ({ id, label: t(`language.${id}`) }))}
      />
    </Card>
  );
}

function Burning({ settings: { burn } }: PartProps) {
  const { t } = useTranslation('settings');
  return (
    <Card title={t('burn.title')}>
      <Switch
        isSelected={burn.verify}
        onChange={(verify) => change({ burn: { ...burn, verify } })}
        hint={t('burn.verifyText')}
      >
        {t('burn.verify')}
      </Switch>
      <Switch isSelected={burn.eject} onChange={(eject) => change({ burn: { ...burn, eject } })}>
        {t('burn.eject')}
      </Switch>
    </Card>
  );
}

function Work({ settings }: PartProps) {
  const { t } = useTranslation('settings');
  return (
    <Card title={t('work.title')}>
      <Switch isSelected={settings.notify} onChange={(notify) => change({ notify })} hint={t('work.notifyText')}>
        {t('work.notify')}
      </Switch>
      <Switch
        isSelected={settings.keepTraces}
        onChange={(keepTraces) => change({ keepTraces })}
        hint={t('work.keepTracesText')}
      >
        {t('work.keepTraces')}
      </Switch>
    </Card>
  );
}

/** The new settings come back as an event, here as in every other window. */
function change(settings: SettingsChange): void {
  engine.call('changeSettings', settings).catch(showError);
}
