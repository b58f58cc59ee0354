import { api, asForm, commandHeaders, unwrap, type Intent } from './client';
import { Problem } from './problem';
import type { components } from './schema';

/** 本机设备：the program at the clerk's own machine, see docs/local-devices.md. */
const DEVICES = 'http://127.0.0.1:18652/v1';

/** Why a device gives nothing, as it is shown. */
const said = (message: string) => new Problem({ kind: 'refused', status: 0, message, code: 'device' });

/** What a device hands over; null when there is nothing new. The reason why it cannot, in words. */
async function fromDevice(what: 'card' | 'scan' | 'trial'): Promise<Response | null> {
  const answer = await fetch(`${DEVICES}/${what}`, { cache: 'no-store' }).catch(() => {
    throw said('本机设备服务没有启动。请启动后再试，或者手工填写。');
  });
  if (answer.status === 204) return null;
  if (answer.status === 404) throw said('本机没有接这种设备，请在本机设备服务中设置它的文件夹。');
  if (!answer.ok) throw said(`本机设备服务没有交出内容（${answer.status}），请查看它的窗口。`);
  return answer;
}

/** What a maker's own program says may be anything. */
async function read(answer: Response): Promise<unknown> {
  return answer.json().catch(() => {
    throw said('本机设备服务交出的内容读不出来（不是约定的 JSON），请联系提供该服务的厂家，或者手工填写。');
  });
}

export async function cardRead(): Promise<unknown> {
  const answer = await fromDevice('card');
  if (!answer) throw said('没有读到新的证件。请把证件放在读卡器上，读卡后再试。');
  return read(answer);
}

export async function trialExported(): Promise<unknown> {
  const answer = await fromDevice('trial');
  if (!answer) throw said('没有新导出的卷宗信息。请先在审判系统导出，再试。');
  return read(answer);
}

export async function scanTaken(): Promise<File> {
  const answer = await fromDevice('scan');
  if (!answer) throw said('没有新的扫描件。请先扫描，再试。');
  return new File([await answer.blob()], '扫描件.pdf', { type: 'application/pdf' });
}

/** A scan that was kept, by what the application names it. */
export type ScanKept = components['schemas']['ScanKept'];

/** Keeps a scan before there is a case that it belongs to. */
export function keepScan(file: File, intent: Intent): Promise<ScanKept> {
  const form = new FormData();
  form.append('file', file, file.name);
  return unwrap(api.POST('/api/scans', { params: { header: commandHeaders(intent) }, body: form as unknown as { file: string }, ...asForm }));
}
