// A number, typed or stepped.
import { Minus, Plus } from 'lucide-react';
import { Button, Group, Input, Label, NumberField as AriaNumberField, Text } from 'react-aria-components';
import field from './field.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly step?: number;
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

export function NumberField({ label, value, onChange, hint, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      value={value}
      onChange={(next) => {
        if (Number.isFinite(next)) onChange(next);
      }}
      className={field.field ?? ''}
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <Group className={field.group ?? ''}>
        <Button slot="decrement" className={field.inGroup ?? ''}>
          <Minus aria-hidden className={field.icon} />
        </Button>
        <Input className={field.input ?? ''} />
        <Button slot="increment" className={field.inGroup ?? ''}>
          <Plus aria-hidden className={field.icon} />
        </Button>
      </Group>
      {hint === undefined ? null : (
        <Text slot="description" className={field.hint ?? ''}>
          {hint}
        </Text>
      )}
    </AriaNumberField>
  );
}
