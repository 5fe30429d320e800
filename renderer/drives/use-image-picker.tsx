// Lets the user choose an image: with the dialog of the system where the host has one, else with the window's own.
import { type ReactNode, useState } from 'react';
import { FileChooser } from '../burn/chooser/image-chooser.tsx';
import { windowBridge } from '../engine/host-line.ts';
import { showError } from '../shell/show-error.ts';

export interface ImagePicker {
  readonly open: () => void;
  /** Stands somewhere in the component. */
  readonly dialog: ReactNode;
}

export function useImagePicker(onChoose: (path: string) => void): ImagePicker {
  const [isOpen, setOpen] = useState(false);
  const open = (): void => {
    const bridge = windowBridge();
    if (bridge === undefined) return setOpen(true);
    bridge.chooseImage().then((path) => {
      if (path !== undefined) onChoose(path);
    }, showError);
  };
  return { open, dialog: isOpen ? <FileChooser onChoose={onChoose} onClose={() => setOpen(false)} /> : null };
}
