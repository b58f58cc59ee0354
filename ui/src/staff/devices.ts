import { useStored } from '../ui/stored';

const isSwitch = (value: unknown): value is boolean => typeof value === 'boolean';

/** 本机设备：whether this machine has the program that hands over what its reader and scanner read. */
export function useDevices(): { on: boolean; set: (on: boolean) => void } {
  const [on, set] = useStored('devices', false, isSwitch);
  return { on, set };
}
