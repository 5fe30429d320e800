// A line of text, and one to search with.
import { Search, X } from 'lucide-react';
import {
  Button,
  FieldError,
  Group,
  Input,
  Label,
  SearchField as AriaSearchField,
  Text,
  TextField as AriaTextField,
} from 'react-aria-components';
import field from './field.module.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with the value; absent when nothing is. */
  readonly error?: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
}

export function TextField({ label, hint, error, placeholder, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className={field.field ?? ''}>
      <Label className={field.label ?? ''}>{label}</Label>
      <Input className={field.input ?? ''} {...(placeholder === undefined ? {} : { placeholder })} />
      {hint === undefined ? null : (
        <Text slot="description" className={field.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={field.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  /** Read out, and shown as the placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

export function SearchField({ label, value, onChange, autoFocus = false }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      maxLength={200}
      className={field.field ?? ''}
    >
      <Group className={field.group ?? ''}>
        <Search aria-hidden className={`${field.icon ?? ''} ${field.leading ?? ''}`} />
        <Input className={field.input ?? ''} placeholder={label} />
        {value === '' ? null : (
          <Button className={field.inGroup ?? ''}>
            <X aria-hidden className={field.icon} />
          </Button>
        )}
      </Group>
    </AriaSearchField>
  );
}
