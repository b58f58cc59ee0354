import { documentUrl, materialUrl } from '../../api/commands';
import type { CaseDetail, Material, Message } from '../../api/types';
import { caseCopy as c } from '../../copy/case';
import { ActButton } from '../../ui/ActButton';
import { day, fileSize, moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Masked } from '../../ui/Masked';
import { Original } from '../../ui/Original';
import { Sheet } from '../../ui/Panel';
import s from './Case.module.css';
import { ApprovalButtons } from '../approval/Buttons';
import { chainLine } from '../approval/Chain';
import type { OpenForm } from './forms';

export function DocumentsTab({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  return (
    <>
      <Papers file={file} open={open} />
      <section className={s.section}>
        <header>
          <h2>收到的材料</h2>
          <ActButton actions={file.actions} act="add_material" onClick={() => open({ kind: 'command', name: 'add_material' })} />
        </header>
        <Sheet caption="收到的材料" head={['材料', '种类', { title: '页数', right: true }, '扫描件', '登记', '操作']} empty="没有登记材料">
          {file.materials.map((m, i) => (
            <tr key={`${m.title}${i}`}>
              <td>{m.title}</td>
              <td>{m.kind_label}</td>
              <td data-right className="num">
                {m.pages}
              </td>
              <td className="num">{m.file ? scan(m) : <span className={s.dim}>只登记纸质件</span>}</td>
              <td>
                {m.by} <span className="num">{moment(m.at)}</span>
              </td>
              <td>{m.file ? <Scan caseId={file.id} material={m} file={m.file} /> : null}</td>
            </tr>
          ))}
        </Sheet>
      </section>
      <Messages file={file} open={open} />
    </>
  );
}

function scan(material: Material): string {
  return material.size === null ? '文件库中没有' : `${material.format ?? '未知格式'}，${fileSize(material.size)}`;
}

/** 打开 and 下载; what a browser cannot show is only handed over. */
function Scan({ caseId, material, file }: { caseId: string; material: Material; file: string }) {
  return (
    <span className={s.tool}>
      {material.opens ? (
        <Original caseId={caseId} subject={`material:${file}`} href={materialUrl(caseId, file)} label={`打开 ${material.title}`}>
          打开
        </Original>
      ) : null}
      <Original caseId={caseId} subject={`material:${file}`} href={materialUrl(caseId, file, true)} label={`下载 ${material.title}`}>
        下载
      </Original>
    </span>
  );
}

function Messages({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  const messages: Message[] = file.messages;
  return (
    <section className={s.section}>
      <header>
        <h2>节点告知</h2>
      </header>
      <Sheet caption="节点告知" head={['时间', '接收人', '内容', '状态']} empty="还没有向当事人发送告知">
        {messages.map((m) => (
          <tr key={m.id}>
            <td className="num">{moment(m.at)}</td>
            <td>
              {m.to} {m.phone ? <Masked value={m.phone} label={`${m.to}的电话`} /> : null}
            </td>
            <td>
              {m.text}
            </td>
            <td>
              <Light light={m.state === 'failed' ? 'overdue' : m.state === 'queued' ? 'soon' : 'normal'}>{m.state_label}</Light>{' '}
              <ActButton small actions={m.actions} act="resend_message" label="重新发送" onClick={() => open({ kind: 'command', name: 'resend_message', on: `message:${m.id}` })} />
            </td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}

/** 受送达人：by name while the paper is not out; how many of them have it once it is. */
function addressees(d: CaseDetail['documents'][number]) {
  const served = d.targets.filter((t) => t.served).length;
  if (d.targets.length < 2) return d.addressee ?? d.targets[0]?.name ?? '—';
  return (
    <>
      <span className="num">{served === d.targets.length ? `${d.targets.length} 人，均已送达` : `${d.targets.length} 人，已送 ${served}`}</span>
      <div className={s.dim}>{d.targets.map((t) => t.name).join('、')}</div>
    </>
  );
}

/** Why a paper has reached nobody: it still has to, or need not. */
function unserved(d: CaseDetail['documents'][number]): string {
  const overtaken = d.state === 'issued' && d.light === 'idle';
  if (!d.needs_service) return d.served_label;
  return overtaken ? '不需送达' : '未送达';
}

function Papers({ file, open }: { file: CaseDetail; open: (form: OpenForm) => void }) {
  return (
    <section className={s.section}>
      <header>
        <h2>文书与送达</h2>
        <ActButton actions={file.actions} act="make_document" onClick={() => open({ kind: 'document' })} />
      </header>
      <Sheet caption="文书" head={['文书', '送达对象', '制作', '状态', '送达', '操作']} empty={c.none.documents}>
        {file.documents.map((d) => (
          <tr key={d.id}>
            <td>
              <a href={documentUrl(file.id, d.id, 'pdf')} target="_blank" rel="noreferrer">
                {d.title}
              </a>
              <div>
                <Original caseId={file.id} subject={`document:${d.id}`} href={documentUrl(file.id, d.id, 'pdf', true)} label={`查看原件 ${d.title}`}>
                  查看原件
                </Original>{' '}
                <Original caseId={file.id} subject={`document:${d.id}`} href={documentUrl(file.id, d.id, 'docx', true)} label={`下载 ${d.title} DOCX`}>
                  DOCX
                </Original>
              </div>
            </td>
            <td>{addressees(d)}</td>
            <td className="num">{day(d.made_on)}</td>
            <td>
              <Light light={d.light}>{d.state_label}</Light>
              {d.approval && 1 < d.approval.steps.length ? <div className={s.dim}>{chainLine(d.approval)}</div> : null}
              {d.remark ? <div className={s.dim}>{d.remark}</div> : null}
              {d.signed_by ? (
                <div className={s.dim}>
                  {d.signed_by} {day(d.issued_on)}
                </div>
              ) : null}
            </td>
            <td>
              {d.services.map((v) => (
                <div key={v.id} title={v.detail}>
                  {v.to} {v.method_label} {day(v.on)}
                  {v.succeeded ? `，${day(v.effective_on)} 生效` : v.taken_back ? `，登记有误，已撤销（${v.taken_back}）` : '，未成'}
                  <ActButton small actions={v.actions} act="take_back_service" label="撤销登记" onClick={() => open({ kind: 'command', name: 'take_back_service', on: `service:${v.id}` })} />
                  {v.proof ? (
                    <Original caseId={file.id} subject={`material:${v.proof}`} href={materialUrl(file.id, v.proof)} label={`打开 ${d.title} 送达 ${v.to} 的回证`}>
                      回证
                    </Original>
                  ) : null}
                </div>
              ))}
              {d.services.length === 0 ? <span className={s.dim}>{unserved(d)}</span> : null}
            </td>
            <td>
              <ApprovalButtons small approval={d.approval} open={open} />
              <ActButton small actions={d.actions} act="remake_document" label="重新制作" onClick={() => open({ kind: 'command', name: 'remake_document', on: `document:${d.id}` })} />
              <ActButton small actions={d.actions} act="recall_document" label="作废重制" onClick={() => open({ kind: 'command', name: 'recall_document', on: `document:${d.id}` })} />
              <ActButton small actions={d.actions} act="record_service" label="登记送达" onClick={() => open({ kind: 'service', id: d.id })} />
            </td>
          </tr>
        ))}
      </Sheet>
    </section>
  );
}
