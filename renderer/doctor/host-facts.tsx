// What the doctor looked at besides the drives: the system, who uses it, and Burnish's own needs.
import { useTranslation } from 'react-i18next';
import type { ExaminedHost } from '../../app/contract/doctor.ts';
import { FactList } from '../job/fact-list.tsx';
import { useQuantities } from '../words/use-quantities.ts';

export function HostFacts({ host }: { readonly host: ExaminedHost }) {
  const { t } = useTranslation('doctor');
  const { bothSizes } = useQuantities();
  const { system, user, sandbox, addon, drivers, automounter, home, homeFreeBytes } = host;
  return (
    <FactList
      facts={[
        { name: t('host.system'), value: sandbox === undefined ? system : t('host.within', { system, sandbox }) },
        { name: t('host.user'), value: user },
        { name: t('host.addon'), value: addon ? t('host.loaded') : t('host.missing') },
        { name: t('host.drivers'), value: drivers === undefined ? undefined : drivers.join(', ') || t('host.none') },
        { name: t('host.automounter'), value: automounter },
        { name: t('host.home'), value: <code>{home}</code> },
        { name: t('host.free'), value: homeFreeBytes === undefined ? undefined : bothSizes(homeFreeBytes) },
      ]}
    />
  );
}
