// One of a few choices that come up in a list.
import { Check, ChevronsUpDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import field from './field.module.css';
import popup from './popup.module.css';
import styles from './select.module.css';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly description?: string;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  /** Absent: nothing is chosen yet, and `placeholder` is shown. */
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

export function Select<Id extends string>({ label, choices, value, onChange, ...rest }: SelectProps<Id>) {
  return (
    <AriaSelect
      className={field.field ?? ''}
      value={value ?? null}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      isDisabled={rest.isDisabled ?? false}
      {...(rest.placeholder === undefined ? {} : { placeholder: rest.placeholder })}
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <Button className={styles.button ?? ''}>
        {/* Only the words of the choice, not what else its row shows. */}
        <SelectValue className={styles.value ?? ''}>
          {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronsUpDown aria-hidden className={field.icon} />
      </Button>
      {rest.hint === undefined ? null : (
        <Text slot="description" className={field.hint ?? ''}>
          {rest.hint}
        </Text>
      )}
      <Popover className={popup.popup ?? ''}>
        <ListBox items={choices} className={popup.list ?? ''}>
          {(choice) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

function Option({ choice }: { readonly choice: Choice<string> }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className={popup.item ?? ''}>
      <Check aria-hidden className={popup.check} />
      <span className={popup.words}>
        <Text slot="label">{choice.label}</Text>
        {choice.description === undefined ? null : (
          <Text slot="description" className={popup.description ?? ''}>
            {choice.description}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}
