export const PRODUCT_NAME = 'Reference provider';
/** The version of the product whose behaviour this server has. */
export const IMITATED_VERSION = '7.1.0';
/** The product's name for the realm that has no `/t/<domain>` in its urls. */
export const SUPER_DOMAIN = 'carbon.super';
