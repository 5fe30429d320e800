// The door of the window in a browser: hands in the token of a one-time address and goes on to the window, or says in
// words why not, and how to get a new address.
import german from '../../assets/locales/de/open.json';
import english from '../../assets/locales/en/open.json';
import './open.css';

type Reason = Exclude<keyof typeof english, 'opening' | 'title'>;

const REASONS: Readonly<Record<number, Reason>> = { 400: 'wrong', 403: 'wrong', 410: 'used', 429: 'tooMany' };

const isGerman = navigator.language.toLowerCase().startsWith('de');
const words = isGerman ? german : english;
document.documentElement.lang = isGerman ? 'de' : 'en';

function show(place: string, text: string): void {
  const element = document.getElementById(place);
  if (element !== null) element.textContent = text;
}

function refuse(reason: Reason): void {
  show('title', words.title);
  show('text', words[reason]);
}

async function handIn(token: string): Promise<void> {
  // Not in the history, not under the eyes of whoever looks at the screen.
  history.replaceState(null, '', location.pathname);
  show('title', words.opening);
  try {
    const answer = await fetch('/session', { method: 'POST', body: token });
    if (answer.ok) location.replace('/');
    else refuse(REASONS[answer.status] ?? 'wrong');
  } catch {
    refuse('gone');
  }
}

const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token !== null) void handIn(token);
else if (location.pathname === '/open') location.replace('/');
else refuse('none');
