// A menu that comes up from a button.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Header,
  Keyboard,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Text,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import popup from './popup.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string;
  readonly tone?: 'plain' | 'danger';
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly heading?: string;
  readonly entries: readonly MenuEntry[];
}

export interface MenuProps {
  /** The name of the menu itself. */
  readonly label: string;
  /** The button: `Button` or `IconButton`. */
  readonly trigger: ReactNode;
  readonly groups: readonly MenuGroup[];
}

export function Menu({ label, trigger, groups }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={popup.popup ?? ''} placement="bottom start">
        <AriaMenu aria-label={label} className={popup.list ?? ''}>
          {groups.map((group) => (
            <MenuSection key={group.id} aria-label={group.heading ?? label}>
              {group.heading === undefined ? null : <Header className={popup.heading ?? ''}>{group.heading}</Header>}
              {group.entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const { icon: Icon } = entry;
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      isDisabled={entry.isDisabled ?? false}
      onAction={entry.onAction}
      className={classNames(popup.item, entry.tone === 'danger' && popup.danger)}
    >
      {Icon === undefined ? null : <Icon aria-hidden className={popup.icon} />}
      <span className={popup.words}>
        <Text slot="label">{entry.label}</Text>
        {entry.description === undefined ? null : (
          <Text slot="description" className={popup.description ?? ''}>
            {entry.description}
          </Text>
        )}
      </span>
      {entry.shortcut === undefined ? null : <Keyboard className={popup.shortcut ?? ''}>{entry.shortcut}</Keyboard>}
    </MenuItem>
  );
}
