import { Progress } from 'antd';
import type { Job } from '../api/types';

export const isRunning = (job: Job | null | undefined) => job?.state === 'queued' || job?.state === 'running';

interface Words {
  progress: string;
  stopped: string;
  failed: string;
}

/** How far a job of many rows is, and how it ended. `done` is what is said of one that came to its end. */
export function JobState({ job, words, done }: { job: Job; words: Words; done: string }) {
  const running = isRunning(job);
  const percent = job.total ? Math.floor((100 * job.done) / job.total) : 0;
  return (
    <>
      <Progress percent={job.state === 'done' ? 100 : percent} status={running ? 'active' : 'normal'} aria-label={words.progress} />
      <p role="status" className="num">
        {job.state === 'done' ? done : null}
        {job.state === 'cancelled' ? words.stopped : null}
        {job.state === 'failed' ? words.failed : null}
        {running ? `${job.done} / ${job.total ?? '…'}` : null}
      </p>
    </>
  );
}
