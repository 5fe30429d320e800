// In a browser: a file is downloaded under its name, folders and several entries as a ZIP archive. A window of Electron
// writes files by itself.
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { downloadAddress } from '../../app/contract/browse-limits.ts';
import { windowBridge } from '../engine/host-line.ts';
import { Button } from '../ui/button.tsx';

/** An address names no more of them. */
const MOST = 1000;

export interface DownloadButtonProps {
  readonly browse: string;
  /** The one file that is chosen, if it is one. */
  readonly only: BrowseEntry | undefined;
  readonly entries: readonly number[];
}

export function DownloadButton({ browse, only, entries }: DownloadButtonProps) {
  const { t } = useTranslation('browse');
  if (windowBridge() !== undefined) return null;
  return (
    <Button
      size="small"
      tone="quiet"
      icon={Download}
      isDisabled={entries.length === 0 || entries.length > MOST}
      onPress={() => download(downloadAddress(browse, entries))}
    >
      {only?.kind === 'file' ? t('buttons.download') : t('buttons.downloadZip')}
    </Button>
  );
}

function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
