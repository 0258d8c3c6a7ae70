export const PRODUCT_NAME = 'Reference provider';
/** The version of the product whose behaviour this server has. */
export const IMITATED_VERSION = '7.1.0';
