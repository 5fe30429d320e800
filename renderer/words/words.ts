// The words of the window, in the languages it speaks. Every text comes from assets/locales by a key that is checked.
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import deBrowse from '../../assets/locales/de/browse.json' with { type: 'json' };
import deBurn from '../../assets/locales/de/burn.json' with { type: 'json' };
import deDoctor from '../../assets/locales/de/doctor.json' with { type: 'json' };
import deDrives from '../../assets/locales/de/drives.json' with { type: 'json' };
import deJob from '../../assets/locales/de/job.json' with { type: 'json' };
import deMedia from '../../assets/locales/de/media.json' with { type: 'json' };
import deQueue from '../../assets/locales/de/queue.json' with { type: 'json' };
import deSettings from '../../assets/locales/de/settings.json' with { type: 'json' };
import deShell from '../../assets/locales/de/shell.json' with { type: 'json' };
import enBrowse from '../../assets/locales/en/browse.json' with { type: 'json' };
import enBurn from '../../assets/locales/en/burn.json' with { type: 'json' };
import enDoctor from '../../assets/locales/en/doctor.json' with { type: 'json' };
import enDrives from '../../assets/locales/en/drives.json' with { type: 'json' };
import enJob from '../../assets/locales/en/job.json' with { type: 'json' };
import enMedia from '../../assets/locales/en/media.json' with { type: 'json' };
import enQueue from '../../assets/locales/en/queue.json' with { type: 'json' };
import enSettings from '../../assets/locales/en/settings.json' with { type: 'json' };
import enShell from '../../assets/locales/en/shell.json' with { type: 'json' };
import { loadEngineLanguage } from './engine-language.ts';
import { LANGUAGES, type Language } from './language.ts';

const en = {
  shell: enShell,
  drives: enDrives,
  browse: enBrowse,
  burn: enBurn,
  job: enJob,
  queue: enQueue,
  doctor: enDoctor,
  settings: enSettings,
  media: enMedia,
};
const de = {
  shell: deShell,
  drives: deDrives,
  browse: deBrowse,
  burn: deBurn,
  job: deJob,
  queue: deQueue,
  doctor: deDoctor,
  settings: deSettings,
  media: deMedia,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: typeof en;
  }
}

/** Must have been called before the first component is shown. */
export async function beginWords(language: Language): Promise<void> {
  await loadEngineLanguage(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    resources: { en, de },
    ns: Object.keys(en),
    defaultNS: 'shell',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

export async function speak(language: Language): Promise<void> {
  if (i18next.language === language) return;
  await loadEngineLanguage(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** For what is said outside of a component. */
export function spokenLanguage(): Language {
  return asSpoken(i18next.language);
}

/** The language that is spoken now; whoever uses it is shown anew when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return asSpoken(i18n.language);
}

function asSpoken(tag: string): Language {
  return LANGUAGES.find((language) => language === tag) ?? 'en';
}
