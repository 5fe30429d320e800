// How it is burned: what most people want to choose, and the rest on demand. What the disc cannot do is not offered.
import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { changeOptions } from './burn-draft.ts';
import { discAbilities } from './disc-abilities.ts';
import { ModeSelect } from './mode-select.tsx';
import styles from './options-section.module.css';
import { SpeedSelect } from './speed-select.tsx';
import type { BurnPageChoice } from './use-burn-choice.ts';

const MOST_COPIES = 999;

export function OptionsSection({ choice }: { readonly choice: BurnPageChoice }) {
  const { t } = useTranslation('burn');
  const { options, target, defaults } = choice;
  const can = target?.medium === undefined ? undefined : discAbilities(target.medium);
  const isTrial = can?.simulate === true && options.simulate;
  const verifies = options.verify ?? defaults.verify;
  return (
    <Card title={t('options.heading')}>
      <div className={styles.fields}>
        <SpeedSelect medium={target?.medium} speed={options.speed} />
        <NumberField
          label={t('options.copies')}
          value={isTrial ? 1 : options.copies}
          minValue={1}
          maxValue={MOST_COPIES}
          onChange={(copies) => changeOptions({ copies })}
          isDisabled={isTrial}
          hint={t('options.copiesHint')}
        />
      </div>
      <div className={styles.checks}>
        <Checkbox
          isSelected={verifies && !isTrial}
          isDisabled={isTrial}
          onChange={(verify) => changeOptions({ verify })}
          hint={verifies ? t('options.verifyHint') : t('options.verifyOff')}
        >
          {t('options.verify')}
        </Checkbox>
        {can?.simulate === true ? (
          <Checkbox
            isSelected={options.simulate}
            onChange={(simulate) => changeOptions({ simulate })}
            hint={t('options.simulateHint')}
          >
            {t('options.simulate')}
          </Checkbox>
        ) : null}
        {can?.leaveOpen === true ? (
          <Checkbox
            isSelected={options.leaveOpen}
            onChange={(leaveOpen) => changeOptions({ leaveOpen })}
            hint={t('options.leaveOpenHint')}
          >
            {t('options.leaveOpen')}
          </Checkbox>
        ) : null}
        <Checkbox isSelected={options.eject ?? defaults.eject} onChange={(eject) => changeOptions({ eject })}>
          {t('options.eject')}
        </Checkbox>
      </div>
      <MoreOptions choice={choice} />
    </Card>
  );
}

function MoreOptions({ choice }: { readonly choice: BurnPageChoice }) {
  const { t } = useTranslation('burn');
  const { options, target } = choice;
  const can = target?.medium === undefined ? undefined : discAbilities(target.medium);
  return (
    <Disclosure title={t('options.more')}>
      <div className={styles.checks}>
        {can === undefined || can.modes.length === 0 ? null : <ModeSelect modes={can.modes} mode={options.mode} />}
        {can?.streaming === true ? (
          <Checkbox
            isSelected={options.streaming}
            onChange={(streaming) => changeOptions({ streaming })}
            hint={t('options.streamingHint')}
          >
            {t('options.streaming')}
          </Checkbox>
        ) : null}
        <Checkbox
          isSelected={options.checkChecksum}
          onChange={(checkChecksum) => changeOptions({ checkChecksum })}
          hint={t('options.checkChecksumHint')}
        >
          {t('options.checkChecksum')}
        </Checkbox>
      </div>
    </Disclosure>
  );
}
