// One of a few choices that are all shown; as `cards` each has a frame of its own and may hold more than words.
import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import styles from './radio-group.module.css';

export interface RadioChoice<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  /** A drawing before the words. */
  readonly figure?: ReactNode;
  readonly isDisabled?: boolean;
}

export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  /** The label is read out but not shown (a heading above says the same). */
  readonly hidesLabel?: boolean;
  readonly choices: readonly RadioChoice<Id>[];
  /** Absent: nothing is chosen. */
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly look?: 'list' | 'cards' | 'row';
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, hidesLabel = false, choices, value, onChange, look = 'list', hint, isDisabled = false } = props;
  return (
    <AriaRadioGroup
      className={field.field ?? ''}
      value={value ?? null}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      isDisabled={isDisabled}
      {...(hidesLabel ? { 'aria-label': label } : {})}
    >
      {hidesLabel ? null : <Label className={field.label ?? ''}>{label}</Label>}
      {hint === undefined ? null : (
        <Text slot="description" className={field.hint ?? ''}>
          {hint}
        </Text>
      )}
      <div className={classNames(styles.choices, styles[look])}>
        {choices.map((choice) => (
          <RadioField key={choice.id} value={choice.id} isDisabled={choice.isDisabled ?? false}>
            <RadioButton className={styles.radio ?? ''}>
              <span className={styles.dot} />
              {choice.figure === undefined ? null : <span className={styles.figure}>{choice.figure}</span>}
              <span className={styles.words}>
                <span className={styles.name}>{choice.label}</span>
                {choice.description === undefined ? null : (
                  <span className={styles.description}>{choice.description}</span>
                )}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
