import type { ThemeConfig } from 'antd';

/** Row heights and text sizes that a clerk may choose. */
export const DENSITIES = {
  normal: { label: '标准', row: 32, font: 14 },
  compact: { label: '紧凑', row: 28, font: 14 },
  loose: { label: '宽松', row: 40, font: 14 },
  large: { label: '大字', row: 44, font: 18 },
} as const;

export type Density = keyof typeof DENSITIES;

/** Tokens of the house; the link colour is ours because the library's own fails the contrast check. */
export function themeOf(density: Density): ThemeConfig {
  const { font } = DENSITIES[density];
  return {
    cssVar: { key: 'zx' },
    hashed: false,
    token: {
      colorPrimary: '#1a5fb4',
      colorPrimaryHover: '#12488a',
      colorInfo: '#1a5fb4',
      colorLink: '#1a5fb4',
      colorLinkHover: '#12488a',
      colorError: '#a8071a',
      colorSuccess: '#135200',
      colorWarning: '#874d00',
      colorText: '#1d2129',
      colorTextSecondary: '#434a54',
      colorTextTertiary: '#565d68',
      colorTextPlaceholder: '#6b7280',
      colorTextDescription: '#565d68',
      colorBorder: '#c9ced8',
      colorBorderSecondary: '#e3e6ec',
      colorBgLayout: '#f3f5fa',
      fontSize: font,
      borderRadius: 3,
      controlHeight: density === 'large' ? 40 : 30,
      fontFamily:
        '"Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Helvetica Neue", Arial, sans-serif',
      motion: false,
      wireframe: false,
    },
    components: {
      Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px' },
      Tabs: { horizontalMargin: '0 0 12px 0' },
      Modal: { titleFontSize: 16 },
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
    },
  };
}
