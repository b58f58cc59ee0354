import { render } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { isTyping, keyName, mayRun, useKeys, type Bindings } from './keys';

function Page({ bindings }: { bindings: Bindings }) {
  useKeys(bindings);
  return (
    <div>
      <input data-testid="text" />
      <input data-testid="check" type="checkbox" />
    </div>
  );
}

function press(target: EventTarget, init: KeyboardEventInit & { composing?: boolean }) {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  if (init.composing) Object.defineProperty(event, 'isComposing', { value: true });
  target.dispatchEvent(event);
  return event;
}

describe('shortcuts', () => {
  test('a letter runs on the page and not inside a text field', () => {
    const run = vi.fn();
    const { getByTestId } = render(<Page bindings={{ j: run }} />);
    press(document.body, { key: 'j' });
    expect(run).toHaveBeenCalledTimes(1);
    press(getByTestId('text'), { key: 'j' });
    expect(run).toHaveBeenCalledTimes(1);
    press(getByTestId('check'), { key: 'j' });
    expect(run).toHaveBeenCalledTimes(2);
  });

  test('nothing runs while an input method composes', () => {
    const run = vi.fn();
    render(<Page bindings={{ j: run, Enter: run }} />);
    press(document.body, { key: 'j', composing: true });
    press(document.body, { key: 'Process' });
    press(document.body, { key: 'Enter', composing: true });
    expect(run).not.toHaveBeenCalled();
  });

  test('ctrl+Enter submits from inside a field', () => {
    const run = vi.fn();
    const { getByTestId } = render(<Page bindings={{ 'ctrl+Enter': run }} />);
    press(getByTestId('text'), { key: 'Enter', ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('a sequence needs both keys and the second loses its own meaning', () => {
    const go = vi.fn();
    const plain = vi.fn();
    render(<Page bindings={{ 'g c': go, c: plain }} />);
    press(document.body, { key: 'c' });
    expect(plain).toHaveBeenCalledTimes(1);
    press(document.body, { key: 'g' });
    press(document.body, { key: 'c' });
    expect(go).toHaveBeenCalledTimes(1);
    expect(plain).toHaveBeenCalledTimes(1);
  });

  test('a press is named with its modifiers', () => {
    const base = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, target: null };
    expect(keyName({ ...base, key: ' ' })).toBe('Space');
    expect(keyName({ ...base, key: 'J', shiftKey: true })).toBe('j');
    expect(keyName({ ...base, key: 'ArrowDown', shiftKey: true })).toBe('shift+ArrowDown');
    expect(keyName({ ...base, key: 'a', metaKey: true })).toBe('ctrl+a');
    expect(mayRun({ ...base, key: '/' }, '/')).toBe(true);
    expect(isTyping(null)).toBe(false);
  });

  test('bindings end with the page', () => {
    const run = vi.fn();
    const { unmount } = render(<Page bindings={{ j: run }} />);
    unmount();
    press(document.body, { key: 'j' });
    expect(run).not.toHaveBeenCalled();
  });
});
