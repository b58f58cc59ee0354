import { afterEach, describe, expect, it, vi } from 'vitest';
import { looked, lookAt, placed } from './place';

describe('the court that is looked at', () => {
  afterEach(() => sessionStorage.clear());

  it('is one’s own until another is chosen', () => {
    expect(looked()).toBeNull();
    expect(placed('/api/cases?state=open')).toBe('/api/cases?state=open');
  });

  it('goes along with every request but the personal ones', () => {
    vi.stubGlobal('location', { assign: vi.fn() });
    lookAt('粤1224', '/cases');
    expect(location.assign).toHaveBeenCalledWith('/cases');
    vi.unstubAllGlobals();
    expect(placed('http://zx/api/cases')).toBe('http://zx/api/cases?court=%E7%B2%A41224');
    expect(placed('/api/cases?state=open')).toBe('/api/cases?state=open&court=%E7%B2%A41224');
    expect(placed('http://zx/api/session')).toBe('http://zx/api/session');
    expect(placed('/api/jobs/1/result')).toBe('/api/jobs/1/result');
  });
});
