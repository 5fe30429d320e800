// What a volume is called: its file system, and its session where there are several.
import { useTranslation } from 'react-i18next';
import type { BrowseVolume, OpenedImage } from '../../../app/contract/browse.ts';

export const VOLUME_NAMES: Readonly<Record<BrowseVolume['kind'], string>> = {
  iso9660: 'ISO 9660',
  'rock-ridge': 'Rock Ridge',
  joliet: 'Joliet',
  'iso9660-1999': 'ISO 9660:1999',
  'high-sierra': 'High Sierra',
  udf: 'UDF',
};

export function useVolumeWords(image: OpenedImage): (volume: BrowseVolume) => string {
  const { t } = useTranslation('browse');
  const hasSessions = new Set(image.volumes.map(({ session }) => session)).size > 1;
  return ({ kind, session, facts: { revision } }) => {
    const system = revision === undefined ? VOLUME_NAMES[kind] : `${VOLUME_NAMES[kind]} ${revision}`;
    return hasSessions && session !== undefined ? t('image.inSession', { system, session }) : system;
  };
}
