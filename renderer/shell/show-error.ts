// Failures that belong to no place on the page come up as a message.
import { toBurnishError } from '../../app/base/errors.ts';
import { showToast } from '../ui/toast.tsx';
import { engineTextIn } from '../words/engine-language.ts';
import { spokenLanguage } from '../words/words.ts';

/** What happened, and what can be done. Giving something up is no failure. `doing`: what was being done. */
export function showError(thrown: unknown, doing = 'doing what was asked'): void {
  const { report } = toBurnishError(thrown, doing);
  if (report.code === 'cancelled') return;
  const language = spokenLanguage();
  showToast({
    tone: 'danger',
    title: engineTextIn(language, report.message),
    text: engineTextIn(language, report.nextStep),
  });
}
