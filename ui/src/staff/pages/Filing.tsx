export default function Filing() { return null; }
