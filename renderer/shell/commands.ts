// Everything that can be asked for from anywhere in the window, as data: the palette, the shortcuts and the list of
// shortcuts are made of it.
import {
  Disc3,
  Flame,
  Keyboard,
  ListTodo,
  type LucideIcon,
  Settings,
  SquareTerminal,
  Stethoscope,
  FolderOpen,
  FolderSearch,
} from 'lucide-react';
import type { ParseKeys } from 'i18next';
import { engine } from '../engine/engine.ts';
import { engineStore } from '../engine/engine-store.ts';
import { openImage } from '../burn/open-image.ts';
import { askForImage } from '../browse/ask-for-image.ts';
import { showOverlay } from './overlays.ts';
import { goTo } from './routes.ts';
import { showError } from './show-error.ts';
import { makePracticeDisc } from '../drives/drive-actions.ts';

export interface Command {
  readonly id: string;
  readonly label: ParseKeys;
  readonly icon: LucideIcon;
  /** As `matchesShortcut` reads it: "Mod+K"; `Mod` is Command on a Mac, Control elsewhere. */
  readonly shortcut?: string;
  readonly isEnabled: () => boolean;
  readonly perform: () => void;
}

const always = (): boolean => true;
const isConnected = (): boolean => engineStore.getState().connection === 'connected';

const PAGE_ICONS = {
  burn: Flame,
  drives: Disc3,
  browse: FolderSearch,
  jobs: ListTodo,
  doctor: Stethoscope,
  settings: Settings,
} as const;

export const COMMANDS: readonly Command[] = [
  {
    id: 'open-image',
    label: 'command.openImage',
    icon: FolderOpen,
    shortcut: 'Mod+O',
    isEnabled: isConnected,
    perform: () => {
      goTo({ page: 'burn' });
      openImage(engine).catch(showError);
    },
  },
  {
    id: 'look-inside',
    label: 'command.lookInside',
    icon: FolderSearch,
    shortcut: 'Mod+Shift+O',
    isEnabled: isConnected,
    perform: () => {
      goTo({ page: 'browse' });
      askForImage(engine);
    },
  },
  {
    id: 'practice-disc',
    label: 'command.practiceDisc',
    icon: Disc3,
    isEnabled: isConnected,
    perform: () => {
      makePracticeDisc({ kind: 'dvd+r' }, () => goTo({ page: 'drives' }));
    },
  },
  ...(['burn', 'drives', 'browse', 'jobs', 'doctor', 'settings'] as const).map((page, index): Command => {
    const icon = PAGE_ICONS[page];
    return {
      id: `go-to-${page}`,
      label: `goTo.${page}`,
      icon,
      shortcut: page === 'settings' ? 'Mod+,' : `Alt+${index + 1}`,
      isEnabled: always,
      perform: () => goTo({ page }),
    };
  }),
  {
    id: 'palette',
    label: 'command.palette',
    icon: SquareTerminal,
    shortcut: 'Mod+K',
    isEnabled: always,
    perform: () => showOverlay('palette'),
  },
  {
    id: 'shortcuts',
    label: 'command.shortcuts',
    icon: Keyboard,
    shortcut: '?',
    isEnabled: always,
    perform: () => showOverlay('shortcuts'),
  },
];
