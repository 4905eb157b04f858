// The block in the editor: a panel with the element's attributes, and a summary in the element's place. The
// element itself is written on the server (includes/element.php). What the attributes are, the server says in
// `latestNewsBlock`. No build is needed.

( function ( blocks, blockEditor, components, element, i18n, facts ) {
	const { createElement: el, Fragment } = element;
	const { InspectorControls, useBlockProps } = blockEditor;
	const { ExternalLink, PanelBody, Placeholder, SelectControl, TextControl, ToggleControl } = components;
	const { __, sprintf } = i18n;

	const PANELS = [
		[ 'feed', __( 'Articles', 'latest-news' ) ],
		[ 'look', __( 'Look', 'latest-news' ) ],
		[ 'words', __( 'Words', 'latest-news' ) ],
		[ 'behaviour', __( 'Behaviour', 'latest-news' ) ],
		[ 'labels', __( 'Phrases of the widget', 'latest-news' ) ],
	];

	// An empty field is no attribute: the widget's default counts.
	const field = ( name, { title, hint, placeholder, choices }, { attributes, setAttributes } ) => {
		const props = {
			key: name,
			label: title,
			help: hint,
			value: attributes[ name ] || '',
			onChange: ( value ) => setAttributes( { [ name ]: value === '' ? undefined : value } ),
		};
		// PHP writes a list without entries as [].
		const options = Object.entries( choices );
		if ( ! options.length ) {
			return el( TextControl, { ...props, placeholder } );
		}
		const preset = { value: '', label: sprintf( /* translators: %s: a value. */ __( 'Default: %s', 'latest-news' ), options[ 0 ][ 1 ] ) };
		const others = options.map( ( [ value, label ] ) => ( { value, label } ) );
		return el( SelectControl, { ...props, options: [ preset, ...others ] } );
	};

	// An attribute that also has a meaning without a value.
	const alone = ( name, label, { attributes, setAttributes } ) =>
		el( ToggleControl, {
			key: name + '-alone',
			label,
			checked: attributes[ name ] === '',
			onChange: ( checked ) => setAttributes( { [ name ]: checked ? '' : undefined } ),
		} );

	const panel = ( [ group, title ], props ) => {
		const ofGroup = Object.entries( facts.attributes ).filter( ( [ , attribute ] ) => attribute.group === group );
		const fields = ofGroup.map( ( [ name, attribute ] ) => field( name, attribute, props ) );
		if ( group === 'words' ) {
			fields.push( alone( 'heading', __( 'Hide the heading', 'latest-news' ), props ) );
		}
		return el( PanelBody, { key: group, title, initialOpen: group === 'feed' }, fields );
	};

	const summary = ( { feed, edition } ) => {
		if ( ! facts.isSet ) {
			return __( 'Readers see nothing yet: the address of the script is not set.', 'latest-news' );
		}
		if ( feed ) {
			return sprintf( /* translators: %s: addresses. */ __( 'The articles of %s', 'latest-news' ), feed );
		}
		return edition
			? sprintf( /* translators: %s: a name. */ __( 'The edition “%s”', 'latest-news' ), edition )
			: __( 'The newest articles of this site', 'latest-news' );
	};

	const Edit = ( props ) => {
		const { attributes } = props;
		const set = ! facts.isSet && facts.page ? el( ExternalLink, { href: facts.page }, __( 'Set it', 'latest-news' ) ) : null;
		const place = el( Placeholder, { icon: 'rss', label: __( 'Latest News', 'latest-news' ), instructions: summary( attributes ) }, set );
		const panels = PANELS.map( ( it ) => panel( it, props ) );
		return el( Fragment, null, el( InspectorControls, null, panels ), el( 'div', useBlockProps(), place ) );
	};

	blocks.registerBlockType( 'latest-news/latest-news', { edit: Edit, save: () => null } );
} )( window.wp.blocks, window.wp.blockEditor, window.wp.components, window.wp.element, window.wp.i18n, window.latestNewsBlock );
