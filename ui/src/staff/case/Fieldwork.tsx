import { materialUrl } from '../../api/commands';
import type { CaseDetail } from '../../api/types';
import { ActButton } from '../../ui/ActButton';
import { fileSize, moment, momentFull } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Original } from '../../ui/Original';
import { Sheet } from '../../ui/Panel';
import s from './Case.module.css';
import type { OnForm } from './formOf';

type FieldReport = CaseDetail['fieldwork'][number];
type Piece = FieldReport['evidence'][number];

/** What awaits whoever goes to the people of the case. */
export function RiskLine({ file }: { file: CaseDetail }) {
  const { risk } = file;
  if (!risk || risk.risks.length === 0) return null;
  return (
    <section className={s.risk} aria-label="风险提示">
      <b>▲ 风险提示：{risk.risks.map((one) => one.name).join('、')}</b> {risk.detail}{' '}
      <span className={s.dim} title={momentFull(risk.at)}>
        {risk.by} {moment(risk.at)}
      </span>
    </section>
  );
}

/** 登记风险提示, and the last one where it says that there is none. */
export function RiskTool({ file, open }: { file: CaseDetail; open: OnForm }) {
  const { risk } = file;
  return (
    <>
      <ActButton actions={file.actions} act="note_risk" onClick={() => open({ kind: 'command', name: 'note_risk' })} />
      {risk && risk.risks.length === 0 ? (
        <span className={s.dim}>
          核实后没有风险：{risk.detail}（{risk.by} {moment(risk.at)}）
        </span>
      ) : null}
    </>
  );
}

/** 外勤回填和情况记录, with what was photographed and recorded. */
export function FieldReports({ file }: { file: CaseDetail }) {
  if (file.fieldwork.length === 0) return null;
  return (
    <section className={s.section} aria-label="外勤">
      <header>
        <h2>外勤</h2>
      </header>
      <Sheet caption="外勤回填和情况记录" head={['时间', '事项和情况', '地点', '照片、录音']} empty="">
        {file.fieldwork.map((one) => (
          <Row key={`${one.at}${one.task}${one.written_at}`} one={one} caseId={file.id} />
        ))}
      </Sheet>
    </section>
  );
}

function Row({ one, caseId }: { one: FieldReport; caseId: string }) {
  return (
    <tr>
      <td className="num" style={{ whiteSpace: 'nowrap' }}>
        {moment(one.at)}
        <div className={s.dim}>{one.by}</div>
        {moment(one.written_at) === moment(one.at) ? null : <div className={s.dim}>填写 {moment(one.written_at)}</div>}
      </td>
      <td>
        {one.task_title}：<b>{one.outcome_label}</b> {one.result}
        {one.noted === null ? null : <div className={s.dim}>情况记录，没有办结事项：{one.noted}</div>}
        <Doubt said={one.doubt} />
      </td>
      <td>
        <Where place={one.place} />
      </td>
      <td>
        {one.evidence.map((piece) => (
          <Evidence key={piece.file} piece={piece} caseId={caseId} apart={piece.place.label !== one.place.label} />
        ))}
        {one.evidence.length === 0 ? '—' : null}
      </td>
    </tr>
  );
}

function Where({ place }: { place: FieldReport['place'] }) {
  return place.geo ? <a href={place.geo}>{place.label}</a> : <span className={s.dim}>{place.label}</span>;
}

function Doubt({ said }: { said: string | null }) {
  return said ? (
    <div>
      <Light light="soon">{said}</Light>
    </div>
  ) : null;
}

/** With its place, where that is another than the report's. */
function Evidence({ piece, caseId, apart }: { piece: Piece; caseId: string; apart: boolean }) {
  const name = `${piece.kind_label} ${piece.name}`;
  return (
    <div>
      {name}{' '}
      <span className={`${s.dim} num`} title={`SHA-256 ${piece.sha256}`}>
        {moment(piece.taken_at)} {fileSize(piece.size)}
      </span>{' '}
      {piece.opens ? (
        <Original caseId={caseId} subject={`material:${piece.file}`} href={materialUrl(caseId, piece.file)} label={`打开 ${name}`}>
          打开
        </Original>
      ) : null}{' '}
      <Original caseId={caseId} subject={`material:${piece.file}`} href={materialUrl(caseId, piece.file, true)} label={`下载 ${name}`}>
        下载
      </Original>
      {apart ? <div className={s.dim}>{piece.place.label}</div> : null}
      <Doubt said={piece.doubt} />
    </div>
  );
}
