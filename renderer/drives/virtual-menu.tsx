// What can be done with a practice drive that nobody could do with a real one.
import { Bug, Disc3, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { AlertDialog } from '../ui/dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { removeVirtualDrive } from './drive-actions.ts';
import { virtualName } from './virtual-name.ts';
import { FaultDialog } from './fault-dialog.tsx';
import { InsertDialog } from './insert-dialog.tsx';

type Asked = 'insert' | 'faults' | 'remove';

export function VirtualMenu({ card }: { readonly card: DriveCard }) {
  const { t } = useTranslation('drives');
  const [asked, setAsked] = useState<Asked>();
  const name = virtualName(card.listing.name);
  if (name === undefined) return null;
  const close = (): void => setAsked(undefined);
  const entry = (id: Asked, icon: typeof Bug) => ({
    id,
    icon,
    label: t(`virtual.${id}`),
    onAction: () => setAsked(id),
    ...(id === 'remove' ? { tone: 'danger' as const } : {}),
  });
  return (
    <>
      <Menu
        label={t('virtual.menu')}
        trigger={<IconButton icon={Ellipsis} label={t('virtual.menu')} />}
        groups={[
          { id: 'disc', entries: [entry('insert', Disc3), entry('faults', Bug)] },
          { id: 'drive', entries: [entry('remove', Trash2)] },
        ]}
      />
      {asked === 'insert' ? <InsertDialog name={name} onClose={close} /> : null}
      {asked === 'faults' ? <FaultDialog name={name} onClose={close} /> : null}
      <AlertDialog
        title={t('virtual.removeTitle', { name })}
        isOpen={asked === 'remove'}
        confirmLabel={t('virtual.remove')}
        cancelLabel={t('dialog.cancel')}
        onCancel={close}
        onConfirm={() => {
          close();
          removeVirtualDrive(name);
        }}
      >
        {t('virtual.removeText')}
      </AlertDialog>
    </>
  );
}
