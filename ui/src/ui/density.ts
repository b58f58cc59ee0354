import { createContext, useContext } from 'react';
import { DENSITIES, type Density } from './theme';

export interface DensityState {
  density: Density;
  set: (density: Density) => void;
}

export const DensityContext = createContext<DensityState>({ density: 'normal', set: () => undefined });

export function useDensity(): DensityState & { row: number } {
  const state = useContext(DensityContext);
  return { ...state, row: DENSITIES[state.density].row };
}
