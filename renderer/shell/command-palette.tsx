// All commands, found by typing.
import { Autocomplete, Input, Keyboard, Menu, MenuItem, Text, TextField, useFilter } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import field from '../ui/field.module.css';
import popup from '../ui/popup.module.css';
import { type Command, COMMANDS } from './commands.ts';
import { showOverlay } from './overlays.ts';
import { isMacPlatform, shortcutInWords } from './shortcuts.ts';

export function CommandPalette({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useTranslation('shell');
  const { contains } = useFilter({ sensitivity: 'base' });
  const close = (): void => showOverlay('none');
  return (
    <Dialog title={t('paletteTitle')} isOpen={isOpen} onClose={close} size="small">
      <Autocomplete filter={contains}>
        <TextField aria-label={t('paletteSearch')} autoFocus>
          <Input className={field.input ?? ''} placeholder={t('paletteSearch')} />
        </TextField>
        <Menu
          aria-label={t('paletteTitle')}
          items={COMMANDS.filter((command) => command.id !== 'palette' && command.isEnabled())}
          renderEmptyState={() => <p>{t('paletteNothing')}</p>}
        >
          {(command) => <Entry command={command} label={t(command.label)} onDone={close} />}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}

interface EntryProps {
  readonly command: Command;
  readonly label: string;
  readonly onDone: () => void;
}

function Entry({ command, label, onDone }: EntryProps) {
  const { icon: Icon, shortcut } = command;
  return (
    <MenuItem
      id={command.id}
      textValue={label}
      className={popup.item ?? ''}
      onAction={() => {
        onDone();
        command.perform();
      }}
    >
      <Icon aria-hidden className={popup.icon} />
      <span className={popup.words}>
        <Text slot="label">{label}</Text>
      </span>
      {shortcut === undefined ? null : (
        <Keyboard className={popup.shortcut ?? ''}>{shortcutInWords(shortcut, isMacPlatform())}</Keyboard>
      )}
    </MenuItem>
  );
}
