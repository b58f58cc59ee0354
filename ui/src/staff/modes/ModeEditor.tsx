import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { checkMode, importMode, modeQuery, type ModeFault, type ModeFile, type Version } from '../../api/modes';
import { useCommand } from '../../api/useCommand';
import { announce } from '../../ui/announce';
import { ErrorBar } from '../../ui/ErrorBar';
import { Sheet } from '../../ui/Panel';
import { useMay } from '../me';
import s from '../pages/list.module.css';
import { CodeArea, type CodePlace } from './CodeArea';
import m from './modes.module.css';

interface Editing {
  of: Version;
  /** What is edited already, kept while other tabs are looked at. */
  draft: ModeFile[] | undefined;
  onEdit: (files: ModeFile[]) => void;
  onImported: () => void;
  version: number;
}

/** A copy of a version that is edited, checked and imported as a new version. */
export function ModeEditor({ of, draft, ...rest }: Editing) {
  const detail = useQuery(modeQuery({ key: of.key, version: of.version }));
  return (
    <>
      <ErrorBar error={detail.error} onRetry={() => void detail.refetch()} />
      {detail.isPending ? <p>正在载入…</p> : null}
      {detail.data ? <Copy files={draft ?? detail.data.files} {...rest} /> : null}
    </>
  );
}

function Copy({ files, onEdit, onImported, version }: Omit<Editing, 'of' | 'draft'> & { files: ModeFile[] }) {
  const manage = useMay()('manage_modes');
  const [name, setName] = useState(files[0]?.name ?? '');
  const area = useRef<CodePlace>(null);
  const check = useCommand(checkMode);
  const take = useCommand(importMode, {
    version,
    touches: [['modes']],
    onDone: () => {
      announce('已导入，可以比较、试算、启用');
      onImported();
    },
  });
  const file = files.find((f) => f.name === name);
  const edit = (text: string) => {
    onEdit(files.map((f) => (f.name === name ? { ...f, text } : f)));
    take.reset();
  };
  const goto = (fault: ModeFault) => {
    setName(fault.file);
    // The other file's text is there with the next frame.
    requestAnimationFrame(() => area.current?.goto(fault.line));
  };
  /** What is wrong is shown with its lines, as after 检查. */
  const importChecked = () =>
    check.mutate(files, {
      onSuccess: (said) => {
        if (said.faults.length === 0) take.mutate(files);
      },
    });
  // What was found is of the text as it was sent.
  const old = check.variables !== files;
  const faults = check.data?.faults ?? [];
  const mine = (f: ModeFault) => files.some((known) => known.name === f.file);
  return (
    <div className={`${s.stack} ${m.fill}`}>
      <p className={s.dim}>改了内容，把 version 改大；另立一个模式的，把 key 和 name 也改掉。基础不在这里改：要改它的哪一行，就在这里按同一个 key 重写整行。</p>
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
          <Button type="primary" loading={take.isPending} onClick={importChecked}>
            导入为新版本
          </Button>
        ) : null}
        <span role="status">{check.data ? found(faults.length, old) : ''}</span>
      </div>
      <ErrorBar error={check.error ?? take.error} focus />
      {0 < faults.length ? (
        <Sheet caption="错误" head={['文件', '行', '错在哪里', '怎么改']} empty="">
          {faults.map((f) => (
            <tr key={`${f.file}:${f.line}:${f.message}`}>
              <td className="num">{f.file}</td>
              <td className="num">
                {mine(f) ? (
                  <Button type="link" size="small" aria-label={`到${f.file}第${f.line}行`} onClick={() => goto(f)}>
                    {f.line}
                  </Button>
                ) : (
                  f.line
                )}
              </td>
              <td>{f.message}</td>
              <td>{f.remedy}</td>
            </tr>
          ))}
        </Sheet>
      ) : null}
      <CodeArea
        ref={area}
        label={`${name} 的内容`}
        value={file?.text ?? ''}
        onChange={edit}
        bad={old ? [] : faults.filter((f) => f.file === name).map((f) => f.line)}
      />
    </div>
  );
}

function found(faults: number, old: boolean): string {
  if (old) return '检查以后又改过，请再检查';
  return faults === 0 ? '没有发现错误' : `发现 ${faults} 处错误`;
}
