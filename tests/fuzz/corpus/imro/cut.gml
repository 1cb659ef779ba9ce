<?xml version="1.0" encoding="UTF-8"?>
<!-- ================================================= -->
<!--  test bestand voor IMRO2012  -->
<!-- 20110712 -->
<!-- gemaakt op basis van IMRO2008 bestand, voorbeeldplan NL.IMRO.0999.BP2008000001-0005  -->

<!-- ================================================= -->
<imro:FeatureCollectionIMRO gml:id="Collectie" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
	<imro:featureMember>
		<imro:MetadataIMRObestand gml:id="Metadata">
			<imro:datasetTitel>bestemmingsplan Durperveld</imro:datasetTitel>
			<imro:creatiedatum>2011-07-11</imro:creatiedatum>
			<imro:bronbeheerder>ministerie van I en M</imro:bronbeheerder>
			<imro:codeerVerantwoordelijke>Sonsbeek Adviseurs</imro:codeerVerantwoordelijke>
			<imro:naamApplicatieschema>IMRO2012</imro:naamApplicatieschema>
			<imro:codeReferentiesysteem>28992</imro:codeReferentiesysteem>
			<imro:toepassingsschaal>1000</imro:toepassingsschaal>
			<imro:applicatieIdentificatie>Altova XMLSpy sp1</imro:applicatieIdentificatie>
			<imro:versieXMLschema>0.0.1</imro:versieXMLschema>
		</imro:MetadataIMRObestand>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bestemmingsplangebied gml:id="NL.IMRO.0999.BP2012000001-0005">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0999.BP2012000001</imro:lokaalID