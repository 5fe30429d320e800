// Who is let in, and who is refused: foreign names, foreign pages, wrong and used tokens.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Door } from './door.ts';

let door: Door;
beforeEach(async () => {
  door = await Door.open();
});
afterEach(() => door.close());

describe('the one-time address', () => {
  it('is on the loopback address, and its token is in the part that browsers do not send', () => {
    expect(door.host.newAddress()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open#token=[\w-]{43}$/);
  });

  it('lets one browser in, by a cookie that scripts and other sites cannot use', async () => {
    const answer = await door.handIn(door.newToken());
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(
      new RegExp(`^burnish-${door.host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    expect(door.refused).toEqual([]);
  });

  it('is void after it was used', async () => {
    const token = door.newToken();
    await door.handIn(token);
    const again = await door.handIn(token);
    expect([again.status, again.headers.has('set-cookie')]).toEqual([410, false]);
    expect(door.refusals).toMatchObject([{ what: 'a token that was used before', asked: 'POST /session' }]);
  });

  it('is void when a fresh one was printed', async () => {
    const old = door.newToken();
    const fresh = door.newToken();
    expect((await door.handIn(old)).status).toBe(403);
    expect((await door.handIn(fresh)).status).toBe(204);
  });

  it('opens the window again in a browser that is in already', async () => {
    const token = door.newToken();
    const [cookie = ''] = ((await door.handIn(token)).headers.get('set-cookie') ?? '').split(';');
    const again = await door.ask('POST', '/session', { Origin: door.origin, Cookie: cookie }, token);
    expect(again.status).toBe(204);
  });

  it.each([
    ['wrong', 'x'.repeat(43), 403],
    ['empty', '', 400],
    ['longer than any token', 'x'.repeat(10_000), 400],
  ])('a token that is %s is refused, logged, and not repeated in the log', async (_name, token, status) => {
    door.newToken();
    const answer = await door.handIn(token);
    expect([answer.status, answer.headers.has('set-cookie')]).toEqual([status, false]);
    expect(door.refusals).toHaveLength(1);
    expect(JSON.stringify(door.refusals)).not.toContain('xxx');
  });

  it('takes no more tries after twenty wrong ones, until a fresh one is printed', async () => {
    const right = door.newToken();
    for (let i = 0; i < 20; i++) expect((await door.handIn(`wrong-${i}`)).status).toBe(403);
    expect((await door.handIn(right)).status).toBe(429);
    expect((await door.handIn(door.newToken())).status).toBe(204);
  });
});

describe('without a session', () => {
  it('the window is not shown, but words about how to get in', async () => {
    const answer = await door.ask('GET', '/');
    expect([answer.status, answer.body]).toEqual([401, '<h1>the door</h1>']);
    expect(door.refusals).toMatchObject([{ what: 'no session', asked: 'GET /' }]);
  });

  it('the engine is out of reach', async () => {
    const wrong = 'x'.repeat(43);
    for (const cookie of ['', wrong, `burnish-1=${wrong}`, `burnish-${door.host.port}`, `burnish-${door.host.port}=`]) {
      await expect(door.socket(cookie)).rejects.toThrow('401');
    }
    await expect(door.socket(`a=1; burnish-${door.host.port}=${wrong}; b=2`)).rejects.toThrow('401');
    expect(door.connections).toEqual([]);
    expect(door.refusals).toHaveLength(6);
    expect(door.refusals[0]).toMatchObject({ what: 'no session', asked: 'GET /engine' });
  });

  it('no file is taken', async () => {
    const answer = await door.ask('POST', '/upload?name=a.iso', { Origin: door.origin }, 'content');
    expect([answer.status, door.refused]).toEqual([401, ['no session']]);
  });
});

describe('a request under a foreign name', () => {
  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]:80', '0.0.0.0', '127.0.0.1.evil.example'])(
    'host "%s" is refused',
    async (host) => {
      const cookie = await door.letIn();
      const answer = await door.ask('GET', '/', { Host: host, Cookie: cookie });
      expect([answer.status, door.refused]).toEqual([403, ['wrong host']]);
    },
  );

  it('none, or two, are refused', async () => {
    const none = await door.say('GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
    const old = await door.say('GET / HTTP/1.0\r\n\r\n');
    const two = await door.say(
      `GET / HTTP/1.1\r\nHost: ${door.authority}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect([none.status, old.status, two.status]).toEqual([400, 403, 403]);
  });

  it('localhost with the port is ours as well', async () => {
    const cookie = await door.letIn();
    const answer = await door.ask('GET', '/', { Host: `localhost:${door.host.port}`, Cookie: cookie });
    expect([answer.status, answer.body]).toEqual([200, '<h1>the window</h1>']);
  });
});

describe('a request of a foreign page', () => {
  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'http://localhost:1'])(
    'origin "%s" is refused, with a good cookie and a good token',
    async (origin) => {
      const cookie = await door.letIn();
      await expect(door.socket(cookie, origin)).rejects.toThrow('403');
      const upload = await door.ask('POST', '/upload?name=a.iso', { Origin: origin, Cookie: cookie }, 'content');
      const token = door.newToken();
      const exchange = await door.ask('POST', '/session', { Origin: origin }, token);
      expect([upload.status, exchange.status, door.connections.length]).toEqual([403, 403, 0]);
      expect(door.refused).toEqual(['wrong origin', 'wrong origin', 'wrong origin']);
      expect((await door.handIn(token)).status).toBe(204);
    },
  );

  it('what changes something has to name its origin', async () => {
    const cookie = await door.letIn();
    const upload = await door.ask('POST', '/upload?name=a.iso', { Cookie: cookie }, 'content');
    const upgrade = await door.ask('GET', '/engine', {
      Cookie: cookie,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    });
    expect([upload.status, upgrade.status]).toEqual([403, 403]);
    expect(door.refused).toEqual(['no origin', 'no origin']);
  });

  it('another site may lead to the window, but not read from it or frame it', async () => {
    const visit = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    const tab = await door.ask('GET', '/open', { ...visit, 'Sec-Fetch-Dest': 'document' });
    const frame = await door.ask('GET', '/open', { ...visit, 'Sec-Fetch-Dest': 'iframe' });
    const read = await door.ask('GET', '/assets/main-a1b2.js', {
      'Sec-Fetch-Site': 'same-site',
      'Sec-Fetch-Mode': 'no-cors',
      'Sec-Fetch-Dest': 'script',
    });
    const form = await door.ask('POST', '/session', {
      ...visit,
      'Sec-Fetch-Dest': 'document',
      Origin: door.origin,
    });
    expect([tab.status, frame.status, read.status, form.status]).toEqual([200, 403, 403, 403]);
  });
});

describe('what is no request of ours', () => {
  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('the method %s', async (method) => {
    const answer = await door.ask(method, '/');
    expect([answer.status, door.refused]).toEqual([405, ['a method that is not used here']]);
  });

  it.each(['hello\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00', 'GET / HTTP/9.9\r\n\r\n'])('%j', async (bytes) => {
    const answer = await door.say(bytes);
    expect([answer.status, door.refused]).toEqual([400, ['a request that is not HTTP']]);
  });

  it('a head that is too large', async () => {
    const answer = await door.ask('GET', '/', { 'X-Large': 'x'.repeat(20_000) });
    expect([answer.status, door.refused]).toEqual([400, ['a request that is not HTTP']]);
  });
});
