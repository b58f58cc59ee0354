export default function Funds() { return null; }
