import s from './pages/list.module.css';

/** The keys of the grid, always in sight; choosing rows only where that is possible. */
export function Keys({ choose }: { choose?: boolean }) {
  return (
    <span className={s.keys} aria-hidden="true">
      <kbd>J</kbd>
      <kbd>K</kbd> 移动{' '}
      {choose ? (
        <>
          <kbd>空格</kbd> 选择{' '}
        </>
      ) : null}
      <kbd>回车</kbd> 打开 <kbd>/</kbd> 搜索
    </span>
  );
}
