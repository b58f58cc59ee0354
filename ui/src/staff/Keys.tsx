import s from './pages/list.module.css';

/** The keys of the grid, always in sight. */
export function Keys() {
  return (
    <span className={s.keys} aria-hidden="true">
      <kbd>J</kbd>
      <kbd>K</kbd> 移动 <kbd>空格</kbd> 选择 <kbd>回车</kbd> 打开 <kbd>/</kbd> 搜索
    </span>
  );
}
