import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { cancelJob, jobsQuery } from '../api/jobs';
import type { Job } from '../api/types';
import { useCommand } from '../api/useCommand';
import { ErrorBar } from './ErrorBar';
import s from './JobTray.module.css';
import { moment } from './format';

const STATES: Record<Job['state'], string> = {
  queued: '排队中',
  running: '进行中',
  done: '已完成',
  failed: '没有完成',
  cancelled: '已取消',
};

/** Jobs of the reader: progress, cancel, result. Survives reload, since the server keeps them. */
export default function JobTray() {
  const jobs = useQuery(jobsQuery);
  const cancel = useCommand(cancelJob, { touches: [['jobs']] });
  return (
    <section className={s.tray} aria-label="后台任务">
      <h2>后台任务</h2>
      <ErrorBar error={jobs.error ?? cancel.error} onRetry={jobs.error ? () => void jobs.refetch() : undefined} />
      {jobs.data?.length === 0 ? <p className={s.dim}>没有后台任务。导出清单后在这里下载。</p> : null}
      <ul>
        {jobs.data?.map((job) => (
          <li key={job.id} className={s.job}>
            <div>
              <b>{job.title}</b> <span className={s.dim}>{moment(job.created_at)}</span>
            </div>
            <div className={s.row}>
              <span>{progress(job)}</span>
              {job.state === 'done' && job.result_url ? (
                <a href={job.result_url} download>
                  下载结果
                </a>
              ) : null}
              {job.kind === 'bulk.run' ? <Link to={`/runs/${job.id}`}>查看办理情况</Link> : null}
              {job.kind === 'filing.sheet' ? <Link to={`/filing/batch/${job.id}`}>查看立案情况</Link> : null}
              {job.state === 'queued' || job.state === 'running' ? (
                <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
                  取消任务
                </Button>
              ) : null}
            </div>
            {job.message ? <p className={s.dim}>{job.message}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function progress(job: Job): string {
  const count = job.total === null ? '' : ` ${job.done} / ${job.total}`;
  const failed = 0 < job.failed ? `，失败 ${job.failed}` : '';
  return `${STATES[job.state]}${count}${failed}`;
}
