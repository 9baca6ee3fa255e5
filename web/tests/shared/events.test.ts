import { describe, expect, it } from 'vitest';
import { SseParser } from '@shared/events';

describe('server-sent messages', () => {
  it('puts pieces together and ignores comments', () => {
    const parser = new SseParser();
    expect(parser.push(': hello\n\nid: 5\nevent: dispatch.journey.chan')).toEqual([]);
    expect(parser.push('ged\ndata: {"id":"5",\ndata: "x":1}\n\n')).toEqual([{ id: '5', event: 'dispatch.journey.changed', data: '{"id":"5",\n"x":1}' }]);
  });

  it('reads lines ended by CR LF', () => {
    expect(new SseParser().push('data: a\r\n\r\ndata: b\r\n\r\n').map((m) => m.data)).toEqual(['a', 'b']);
  });
});
