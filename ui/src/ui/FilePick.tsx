import { Button } from 'antd';

/** A file field with a plain button; the browser's own control speaks the browser's language. */
export function FilePick({
  id,
  label,
  accept,
  busy,
  small,
  says,
  onFile,
}: {
  id: string;
  label: string;
  accept: string;
  busy?: boolean;
  small?: boolean;
  /** What it is called where the label does not say of what. */
  says?: string;
  onFile: (file: File) => void;
}) {
  return (
    <>
      <input
        id={id}
        className="sr"
        type="file"
        accept={accept}
        aria-label={says ?? label}
        tabIndex={-1}
        onChange={(e) => {
          const file = e.target.files?.[0];
          if (file) onFile(file);
          e.target.value = '';
        }}
      />
      <Button size={small ? 'small' : undefined} aria-label={says} loading={busy} onClick={() => document.getElementById(id)?.click()}>
        {label}
      </Button>
    </>
  );
}
