-- 文书上的法院全称. A ruling is now served on both sides (查封扣押冻结规定1), so which papers wait for service is folded again.
ALTER TABLE court ADD COLUMN title TEXT NOT NULL DEFAULT '';
