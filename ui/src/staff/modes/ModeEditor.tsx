import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { checkMode, importMode, modeQuery, type ModeDetail, type ModeFile, type Version } from '../../api/modes';
import { useCommand } from '../../api/useCommand';
import { announce } from '../../ui/announce';
import { ErrorBar } from '../../ui/ErrorBar';
import { Sheet } from '../../ui/Panel';
import { useMay } from '../me';
import s from '../pages/list.module.css';

/** A copy of a version that is edited, checked and imported as a new version. */
export function ModeEditor({ of, version }: { of: Version; version: number }) {
  const detail = useQuery(modeQuery({ key: of.key, version: of.version }));
  return (
    <>
      <ErrorBar error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending ? <p>正在载入…</p> : null}
      {detail.data ? <Copy detail={detail.data} version={version} /> : null}
    </>
  );
}

function Copy({ detail, version }: { detail: ModeDetail; version: number }) {
  const manage = useMay()('manage_modes');
  const [files, setFiles] = useState<ModeFile[]>(detail.files);
  const [name, setName] = useState(detail.files[0]?.name ?? '');
  const area = useRef<HTMLTextAreaElement | null>(null);
  const check = useCommand(checkMode);
  const take = useCommand(importMode, {
    version,
    touches: [['modes']],
    onDone: () => announce('已导入，可以启用'),
  });
  const file = files.find((f) => f.name === name);
  const edit = (text: string) => setFiles(files.map((f) => (f.name === name ? { ...f, text } : f)));
  const goto = (to: string, line: number) => {
    setName(to);
    const text = files.find((f) => f.name === to)?.text ?? '';
    const start = text.split('\n').slice(0, line - 1).join('\n').length + (line === 1 ? 0 : 1);
    const end = text.indexOf('\n', start);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(start, end < 0 ? text.length : end);
    });
  };
  const faults = check.data?.faults ?? [];
  return (
    <div className={s.stack}>
      <p className={s.dim}>改了内容，就把version改大；另立一个模式的，把key和name也改了。所用的基础不能在这里改，要改的行按key重写。</p>
      <div className={s.row}>
        <Select
          aria-label="文件"
          style={{ width: 320 }}
          value={name}
          onChange={setName}
          options={files.map((f) => ({ value: f.name, label: f.name }))}
        />
        <Button loading={check.isPending} onClick={() => check.mutate(files)}>
          检查
        </Button>
        {manage ? (
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate(files)}>
            导入为新版本
          </Button>
        ) : null}
        {check.data && faults.length === 0 ? <span role="status">没有发现错误</span> : null}
      </div>
      <ErrorBar error={check.error ?? take.error} />
      {0 < faults.length ? (
        <Sheet caption="错误" head={['文件', '行', '错在哪里', '怎么改']} empty="">
          {faults.map((f) => (
            <tr key={`${f.file}:${f.line}:${f.message}`}>
              <td>{f.file}</td>
              <td>
                <Button type="link" size="small" onClick={() => goto(f.file, f.line)}>
                  {f.line}
                </Button>
              </td>
              <td>{f.message}</td>
              <td>{f.remedy}</td>
            </tr>
          ))}
        </Sheet>
      ) : null}
      <Input.TextArea
        aria-label={`文件 ${name}`}
        ref={(node) => {
          area.current = node?.resizableTextArea?.textArea ?? null;
        }}
        value={file?.text ?? ''}
        onChange={(e) => edit(e.target.value)}
        rows={28}
        spellCheck={false}
        style={{ fontFamily: 'ui-monospace, monospace' }}
      />
    </div>
  );
}
