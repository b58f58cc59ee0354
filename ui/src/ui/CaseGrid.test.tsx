import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { CaseGrid, type Column } from './CaseGrid';

interface Row {
  id: string;
  name: string;
}

const columns: Column<Row>[] = [{ key: 'name', title: '名称', width: 200, render: (r) => r.name, sort: '-name' }];
const many: Row[] = Array.from({ length: 500 }, (_, i) => ({ id: `r${i}`, name: `第${i}件` }));

beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 400 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 800 });
});

function Page({
  rows = many,
  onOpen,
  onSelected,
  ...rest
}: {
  rows?: Row[];
  onOpen?: (row: Row) => void;
  onSelected?: (keys: string[]) => void;
  hasMore?: boolean;
  loadMore?: () => void;
  onSort?: (sort: string | undefined) => void;
  sort?: string;
}) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <input aria-label="搜索" />
      <CaseGrid
        caption="案件"
        columns={columns}
        rows={rows}
        rowKey={(r) => r.id}
        rowLabel={(r) => r.name}
        empty="没有符合条件的案件"
        selected={selected}
        onSelect={(keys) => {
          setSelected(keys);
          onSelected?.([...keys]);
        }}
        onOpen={onOpen}
        pageKeys
        {...rest}
      />
    </>
  );
}

const key = (k: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key: k, ...init });

describe('the worklist by keyboard', () => {
  test('only the rows in view are in the document, and the count is told', () => {
    render(<Page />);
    const grid = screen.getByRole('grid', { name: '案件' });
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(grid.getAttribute('aria-rowcount')).toBe('501');
    expect(screen.getByText('第0件')).toBeTruthy();
    expect(screen.queryByText('第499件')).toBeNull();
  });

  test('J and K and the arrows move, Enter opens the row under the cursor', () => {
    const onOpen = vi.fn();
    render(<Page onOpen={onOpen} />);
    key('j');
    key('ArrowDown');
    key('j');
    key('k');
    key('Enter');
    expect(onOpen).toHaveBeenCalledWith(many[2]);
    const grid = screen.getByRole('grid');
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toContain('第2件');
  });

  test('the cursor stops at both ends', () => {
    const onOpen = vi.fn();
    render(<Page rows={many.slice(0, 3)} onOpen={onOpen} />);
    key('k');
    key('Enter');
    for (let i = 0; i < 9; i += 1) key('j');
    key('Enter');
    expect(onOpen.mock.calls.map((c) => (c[0] as Row).id)).toEqual(['r0', 'r2']);
  });

  test('space and X select, Shift with an arrow selects a range, Esc clears', () => {
    const onSelected = vi.fn();
    render(<Page onSelected={onSelected} />);
    key(' ');
    expect(onSelected).toHaveBeenLastCalledWith(['r0']);
    key('x');
    expect(onSelected).toHaveBeenLastCalledWith([]);
    key('ArrowDown', { shiftKey: true });
    key('ArrowDown', { shiftKey: true });
    expect(onSelected).toHaveBeenLastCalledWith(['r0', 'r1', 'r2']);
    key('ArrowUp', { shiftKey: true });
    expect(onSelected).toHaveBeenLastCalledWith(['r0', 'r1']);
    key('Escape');
    expect(onSelected).toHaveBeenLastCalledWith([]);
  });

  test('ctrl+A selects every loaded row', () => {
    const onSelected = vi.fn();
    render(<Page onSelected={onSelected} />);
    key('a', { ctrlKey: true });
    expect(onSelected.mock.calls.at(-1)?.[0]).toHaveLength(500);
  });

  test('letters typed into the search field do not move the cursor', () => {
    const onOpen = vi.fn();
    render(<Page onOpen={onOpen} />);
    fireEvent.keyDown(screen.getByLabelText('搜索'), { key: 'j' });
    fireEvent.keyDown(screen.getByLabelText('搜索'), { key: 'Enter' });
    expect(onOpen).not.toHaveBeenCalled();
    key('Enter');
    expect(onOpen).toHaveBeenCalledWith(many[0]);
  });

  test('the next page is asked for near the end of what is loaded', () => {
    const loadMore = vi.fn();
    render(<Page rows={many.slice(0, 20)} hasMore loadMore={loadMore} />);
    expect(loadMore).toHaveBeenCalled();
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('-1');
  });

  test('a heading sorts, says so, and a second press goes back to the usual order', () => {
    const onSort = vi.fn();
    const { rerender } = render(<Page onSort={onSort} />);
    expect(screen.getByRole('columnheader', { name: /名称/ }).getAttribute('aria-sort')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /名称/ }));
    expect(onSort).toHaveBeenLastCalledWith('-name');
    rerender(<Page onSort={onSort} sort="-name" />);
    expect(screen.getByRole('columnheader', { name: /名称/ }).getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(screen.getByRole('button', { name: /名称/ }));
    expect(onSort).toHaveBeenLastCalledWith(undefined);
  });

  test('an empty list says why', () => {
    render(<Page rows={[]} />);
    expect(screen.getByText('没有符合条件的案件')).toBeTruthy();
  });
});
