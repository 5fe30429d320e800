// The clipboard, with a word on what came of it.
import { showToast } from '../ui/toast.tsx';

export function copyText(text: string, words: { readonly done: string; readonly failed: string }): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ tone: 'good', title: words.done }),
    () => showToast({ tone: 'danger', title: words.failed }),
  );
}
