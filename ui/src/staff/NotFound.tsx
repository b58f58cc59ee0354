import { Link } from 'react-router';
import { shell } from '../copy/shell';

export function NotFound() {
  return (
    <div style={{ padding: 48, textAlign: 'center' }}>
      <h1>{shell.notFound}</h1>
      <p>
        <Link to="/">{shell.toWorkbench}</Link>
      </p>
    </div>
  );
}

/** A page's own chunk did not arrive, or the page broke: say so and offer the way on. */
export function LoadFailed() {
  return (
    <div style={{ padding: 48, textAlign: 'center' }} role="alert">
      <h1>页面没有打开</h1>
      <p>可能是网络中断，或系统刚刚升级。已保存的内容不受影响。</p>
      <p>
        <button type="button" onClick={() => location.reload()}>
          重新载入
        </button>
      </p>
    </div>
  );
}
