<?php
/**
 * The two ways to place an element: a block, and a shortcode for everything that is no block.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

/**
 * Registers the block. Its attributes are the element's, with the same names, as texts.
 */
function latest_news_register_block() {
	$attributes = array();
	foreach ( array_keys( latest_news_attributes() ) as $name ) {
		$attributes[ $name ] = array( 'type' => 'string' );
	}
	wp_register_script(
		'latest-news-editor',
		plugins_url( 'editor.js', __DIR__ ),
		array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
		(string) filemtime( dirname( __DIR__ ) . '/editor.js' ),
		true
	);
	wp_set_script_translations( 'latest-news-editor', 'latest-news', dirname( __DIR__ ) . '/languages' );
	add_action( 'enqueue_block_editor_assets', 'latest_news_describe' );
	register_block_type(
		dirname( __DIR__ ),
		array(
			'attributes'      => $attributes,
			'render_callback' => 'latest_news_render_block',
		)
	);
}

/**
 * Tells the editor which attributes there are, and whether it has to ask for the script.
 */
function latest_news_describe() {
	$facts = array(
		'attributes' => latest_news_attributes(),
		'isSet'      => '' !== latest_news_script(),
		'page'       => current_user_can( latest_news_capability() ) ? latest_news_page() : '',
	);
	$json  = wp_json_encode( $facts, JSON_HEX_TAG | JSON_HEX_AMP );
	wp_add_inline_script( 'latest-news-editor', 'window.latestNewsBlock = ' . $json . ';', 'before' );
}

/**
 * The block's markup.
 *
 * @param array $attributes The block's attributes.
 * @return string
 */
function latest_news_render_block( $attributes ) {
	$element = latest_news_element( $attributes );
	return '' === $element ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $element );
}

/**
 * `[latest-news feed="…" layout="grid"]`. An attribute without a value, such as `autoplay`, counts, too.
 *
 * @param array|string $given What WordPress has read.
 * @return string
 */
function latest_news_shortcode( $given ) {
	$attributes = array();
	foreach ( (array) $given as $name => $value ) {
		if ( is_int( $name ) ) {
			$attributes[ strtolower( $value ) ] = '';
		} else {
			// In a paragraph, WordPress keeps & as an entity.
			$attributes[ $name ] = wp_specialchars_decode( $value, ENT_QUOTES );
		}
	}
	return latest_news_element( $attributes );
}
