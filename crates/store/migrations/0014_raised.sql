-- 派出事项: who asked for a task that no rule raised, and how urgent it is; what each task is about.
ALTER TABLE case_task ADD COLUMN subject TEXT NOT NULL DEFAULT 'matter';
ALTER TABLE case_task ADD COLUMN raised_by TEXT NOT NULL DEFAULT '';
ALTER TABLE case_task ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
