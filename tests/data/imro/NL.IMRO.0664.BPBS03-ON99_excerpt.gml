<?xml version="1.0" encoding="UTF-8"?>
<imro:FeatureCollectionIMRO gml:id="Collectie" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.geonovum.nl/imro/2012/1.1 http://schemas.geonovum.nl/imro/2012/1.1/IMRO2012.xsd">
	<gml:description>RoPlan IMRO GML import/export. Converteert IMRO GML data naar RoPlan bestanden en vice versa</gml:description>
	<!--Bestand aangemaakt m.b.v. Crotec's RoPlan IMRO Export versie 2.0.1 (voor v8i)-->
	<gml:name>NL.IMRO.0664.BPBS03-ON99.gml</gml:name>
	<imro:featureMember>
		<imro:Enkelbestemming gml:id="NL.IMRO.0664.EP5302177522-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.EP5302177522-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>enkelbestemming</imro:typePlanobject>
			<imro:naam>Kantoor</imro:naam>
			<imro:bestemmingshoofdgroep>kantoor</imro:bestemmingshoofdgroep>
			<imro:artikelnummer>4</imro:artikelnummer>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentie_BP>
					<imro:verwijzingNaarTekst>r_NL.IMRO.0664.BPBS03-ON99.html#0369b6ec-bc08-452f-b548-6d335008d259</imro:verwijzingNaarTekst>
					<imro:typeTekst>regels</imro:typeTekst>
				</imro:TekstReferentie_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>K</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id135" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50906.709 390908.806</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id2" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id3">
											<gml:segments>
												<gml:Arc>
													<gml:posList>50959.65 390906.965 50955.291 390933.564 50945.336 390956.039</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50945.336 390956.039 50913.841 390962.505</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50913.841 390962.505 50908.064 390963.41</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50908.064 390963.41 50901.901 390964.381</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50901.901 390964.381 50893.464 390965.469</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50893.464 390965.469 50872.463 390968.113</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50872.463 390968.113 50853.698 390969.404</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50853.698 390969.404 50853.694 390960.504</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50853.694 390960.504 50853.703 390953.506</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50853.703 390953.506 50854.936 390951.058</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50854.936 390951.058 50856.186 390948.57</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50856.186 390948.57 50859.416 390942.649</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50859.416 390942.649 50862.396 390935.015</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50862.396 390935.015 50868.549 390912.272</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50868.549 390912.272 50878.425 390870.021</gml:posList>
												</gml:LineStringSegment>
												<gml:Arc>
													<gml:posList>50878.425 390870.021 50884.054 390855.987 50892.719 390845.111</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50892.719 390845.111 50926.519 390813.078</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50926.519 390813.078 50939.345 390823.741 50943.73 390828.354 50946.507 390832.239</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50946.507 390832.239 50964.527 390863.613</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50964.527 390863.613 50965.354 390865.053</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50965.354 390865.053 50964.487 390865.551</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50964.487 390865.551 50960.635 390867.763</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.635 390867.763 50960.45 390875.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.45 390875.1 50959.65 390906.965</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS03-ON99"/>
		</imro:Enkelbestemming>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP4302177420-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP4302177420-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS03-ON99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP5302177522-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id13" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id14">
											<gml:segments>
												<gml:Arc>
													<gml:posList>50959.65 390906.965 50957.145 390926.599 50950.878 390945.37</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50950.878 390945.37 50869.825 390947.043</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50869.825 390947.043 50869.144 390916.678</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50869.144 390916.678 50872.673 390916.598</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50872.673 390916.598 50883.294 390871.16</gml:posList>
												</gml:LineStringSegment>
												<gml:Arc>
													<gml:posList>50883.294 390871.16 50888.127 390858.927 50896.158 390848.74</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50896.158 390848.74 50900.038 390844.956</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50900.038 390844.956 50901.133 390846.252</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50901.133 390846.252 50928.93 390820.077</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50928.93 390820.077 50937.856 390829.553 50932.077 390835.691 50960.45 390875.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.45 390875.1 50959.65 390906.965</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP9302178048-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP9302178048-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS03-ON99"/>
			<imro:naam>maximum bebouwingspercentage (%)</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s109</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id140" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50907.388 390889.195</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>50</imro:waarde>
					<imro:waardeType>maximum bebouwingspercentage (%)</imro:waardeType>
					<imro:symboolCode>s109</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id21" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id22">
											<gml:segments>
												<gml:Arc>
													<gml:posList>50959.65 390906.965 50957.145 390926.599 50950.878 390945.37</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50950.878 390945.37 50869.825 390947.043</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50869.825 390947.043 50869.144 390916.678</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50869.144 390916.678 50872.673 390916.598</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50872.673 390916.598 50883.294 390871.16</gml:posList>
												</gml:LineStringSegment>
												<gml:Arc>
													<gml:posList>50883.294 390871.16 50888.127 390858.927 50896.158 390848.74</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50896.158 390848.74 50900.038 390844.956</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50900.038 390844.956 50901.133 390846.252</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50901.133 390846.252 50928.93 390820.077</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50928.93 390820.077 50937.856 390829.553 50932.077 390835.691 50960.45 390875.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.45 390875.1 50959.65 390906.965</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP4302177420-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bestemmingsplangebied gml:id="NL.IMRO.0664.BPBS03-ON99">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BPBS03</imro:lokaalID>
					<imro:versie>ON99</imro:versie>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlan>bestemmingsplan</imro:typePlan>
			<imro:beleidsmatigVerantwoordelijkeOverheid>gemeentelijke overheid</imro:beleidsmatigVerantwoordelijkeOverheid>
			<imro:naamOverheid>Goes</imro:naamOverheid>
			<imro:overheidsCode>0664</imro:overheidsCode>
			<imro:naam>Stationsomgeving Zuid-West</imro:naam>
			<imro:planstatusInfo>
				<imro:PlanstatusEnDatum>
					<imro:planstatus>ontwerp</imro:planstatus>
					<imro:datum>2015-02-25</imro:datum>
				</imro:PlanstatusEnDatum>
			</imro:planstatusInfo>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>r_NL.IMRO.0664.BPBS03-ON99.html</imro:verwijzingNaarTekst>
					<imro:typeTekst>regels</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>b_NL.IMRO.0664.BPBS03-ON99_t.pdf</imro:verwijzingNaarTekst>
					<imro:typeTekst>bijlage bij toelichting</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>b_NL.IMRO.0664.BPBS03-ON99_r.pdf</imro:verwijzingNaarTekst>
					<imro:typeTekst>bijlage bij regels</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>t_NL.IMRO.0664.BPBS03-ON99.pdf</imro:verwijzingNaarTekst>
					<imro:typeTekst>toelichting</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:ondergrondInfo>
				<imro:OndergrondReferentie>
					<imro:ondergrondtype>grootschalige basiskaart (GBK)</imro:ondergrondtype>
					<imro:ondergronddatum>2014-04-01</imro:ondergronddatum>
				</imro:OndergrondReferentie>
			</imro:ondergrondInfo>
			<imro:verwijzingNorm>IMRO2012</imro:verwijzingNorm>
			<imro:verwijzingNorm>PRBP2012</imro:verwijzingNorm>
			<imro:verwijzingNorm>PRABPK2012</imro:verwijzingNorm>
			<imro:geometrie>
				<gml:Surface gml:id="id87" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id88">
											<gml:segments>
												<gml:Arc>
													<gml:posList>51183.383 390904.685 51185.499 390904.541 51187.328 390903.954</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>51187.328 390903.954 51198.605 390912.981</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51198.605 390912.981 51206.336 390920.522</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51206.336 390920.522 51214.066 390928.062</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51214.066 390928.062 51223.788 390928.05</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51223.788 390928.05 51233.51 390928.038</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51233.51 390928.038 51248.509 390928.053</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51248.509 390928.053 51263.508 390928.068</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51263.508 390928.068 51268.004 390928.089</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51268.004 390928.089 51272.5 390928.11</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51272.5 390928.11 51274.79 390925.77</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51274.79 390925.77 51295.93 390926.915</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51295.93 390926.915 51317.07 390928.06</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51317.07 390928.06 51316.908 390931.056</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51316.908 390931.056 51340.321 390932.32</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51340.321 390932.32 51363.734 390933.584</gml:posList>
												</gml:LineStringSegment>
												<gml:Arc>
													<gml:posList>51363.734 390933.584 51363.734 390933.618 51363.736 390933.652</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>51363.736 390933.652 51364.724 390933.706</gml:posList>
												</gml:LineStringSegment>
												<gml:Arc>
													<gml:posList>51364.724 390933.706 51364.729 390933.672 51364.733 390933.638</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>51364.733 390933.638 51393.775 390935.205</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51393.775 390935.205 51420.064 390936.689 51442.21 390937.938</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51442.21 390937.938 51446.354 390938.172</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51446.354 390938.172 51456.581 390938.454</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51456.581 390938.454 51466.808 390938.736</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51466.808 390938.736 51483.404 390939.672</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51483.404 390939.672 51500 390940.607</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51500 390940.607 51509.072 390941.118</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51509.072 390941.118 51518.144 390941.629</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51518.144 390941.629 51518.328 390939.32</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51518.328 390939.32 51526.682 390939.752</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51526.682 390939.752 51546.791 390940.801</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51546.791 390940.801 51566.9 390941.85</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51566.9 390941.85 51585.225 390942.825</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51585.225 390942.825 51603.55 390943.8</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51603.55 390943.8 51616.47 390944.532</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51616.47 390944.532 51629.389 390945.263</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51629.389 390945.263 51633.112 390945.517</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51633.112 390945.517 51631.101 390952.716</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51631.101 390952.716 51630.822 390953.757</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51630.822 390953.757 51630.497 390954.73</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51630.497 390954.73 51630.174 390955.521</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51630.174 390955.521 51629.854 390956.191</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51629.854 390956.191 51629.57 390956.722</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51629.57 390956.722 51629.254 390957.256</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51629.254 390957.256 51628.776 390957.976</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51628.776 390957.976 51628.17 390958.77</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51628.17 390958.77 51627.391 390959.751</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51627.391 390959.751 51626.613 390960.731 51625.997 390961.821</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51625.997 390961.821 51625.38 390962.91</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51625.38 390962.91 51622.72 390969.935</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51622.72 390969.935 51622.311 390971.015</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51622.311 390971.015 51621.858 390972.212</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51621.858 390972.212 51620.06 390976.96</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51620.06 390976.96 51617.322 390984.249</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51617.322 390984.249 51615.828 390988.225</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51615.828 390988.225 51615.776 390988.361</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51615.776 390988.361 51595.232 390989.15 51557.319 390990.4 51505.75 390991.05 51459.05 390990.55 51430.65 390989.85 51370.425 390988.3 51332.05 390987.6 51243.55 390986.25 51178.05 390985.4 51177.672 390985.392</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51177.672 390985.392 51176.461 390985.381</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51176.461 390985.381 51150.975 390985.075 51093.825 390984.75 50997.95 390983.802</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50997.95 390983.802 50997.95 391054.581</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50997.95 391054.581 50879.7 391052.65</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50879.7 391052.65 50879.073 391075.31</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50879.073 391075.31 50842.248 391075.332 50840.835 391073.8 50808.053 391073.939 50794.319 391073.624</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50794.319 391073.624 50786.513 391058.712</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50786.513 391058.712 50788.813 391055.187 50790.575 391050.996 50792.337 391046.806</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50792.337 391046.806 50795.32 391039.712</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50795.32 391039.712 50795.515 391039.25</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50795.515 391039.25 50827.222 390961.119</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50827.222 390961.119 50830.085 390950.924</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50830.085 390950.924 50833.7 390938.1 50836.65 390928.05 50837.687 390923.936 50838.15 390922.1 50839.098 390918.058</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50839.098 390918.058 50839.126 390917.941 50839.472 390916.611</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50839.472 390916.611 50840.371 390912.132 50840.863 390909.4</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50840.863 390909.4 50841.22 390907.72</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50841.22 390907.72 50841.52 390907.88 50847.004 390882.98</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50847.004 390882.98 50848.09 390878.05 50849.526 390872.671 50851.26 390867.38 50852.93 390863.06</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50852.93 390863.06 50854.516 390859.868 50855.4 390857.95 50858.4 390851.85 50862 390845.95 50867.15 390838.8 50873.35 390831.35 50878.75 390826 50886.4 390818.7 50894.25 390811.3 50900.1 390805.95 50906.55 390799.95</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50906.55 390799.95 50907.803 390798.185</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50907.803 390798.185 50922.669 390784.034</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50922.669 390784.034 50922.71 390784.013 50923.25 390783.56 50945.1 390762.99 50953.1 390755.44 50958.43 390750.15 50963.62 390744.46 50969.42 390725.48 50969.89 390722.48</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50969.89 390722.48 50970.547 390715.964</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50970.547 390715.964 50972.55 390697.937</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50972.55 390697.937 50974.259 390682.564</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50974.259 390682.564 50974.517 390679.774</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50974.517 390679.774 50977.795 390680.077</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50977.795 390680.077 51015.32 390688.65</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51015.32 390688.65 51015.85 390690.38</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51015.85 390690.38 51017.1 390691.52</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51017.1 390691.52 51024.46 390693.15 51028.73 390695.05</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51028.73 390695.05 51032.87 390697.89</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51032.87 390697.89 51036.83 390700.93</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51036.83 390700.93 51038.56 390701.96</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51038.56 390701.96 51041.44 390702.89 51042.37 390703.39 51055.08 390706.16 51070.38 390709.479</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51070.38 390709.479 51068.577 390717.743</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51068.577 390717.743 51121.897 390729.378</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51121.897 390729.378 51134.69 390731.66</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51134.69 390731.66 51152.905 390734.909</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51152.905 390734.909 51180.68 390739.014</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51180.68 390739.014 51182.694 390739.312</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.694 390739.312 51182.655 390747.861</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.655 390747.861 51182.654 390755.85</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.654 390755.85 51182.671 390765.13</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.671 390765.13 51182.688 390774.41</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.688 390774.41 51182.71 390786.615</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.71 390786.615 51182.732 390798.82</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.732 390798.82 51182.4 390798.85</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51182.4 390798.85 51182.483 390804.891 51192.413 390804.92</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51192.413 390804.92 51202.343 390804.948</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51202.343 390804.948 51191.666 390815.599 51191.757 390850.886 51188.557 390854.049</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51188.557 390854.049 51160.971 390881.323</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51160.971 390881.323 51160.958 390892.964</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51160.958 390892.964 51160.946 390904.605</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51160.946 390904.605 51172.099 390904.65</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51172.099 390904.65 51183.383 390904.685</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bestemmingsplangebied>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP7317225873-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP7317225873-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS03-ON99"/>
			<imro:naam>maximum aantal bouwlagen</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s120</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id158" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50937.514 390909.202</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>8</imro:waarde>
					<imro:waardeType>maximum aantal bouwlagen</imro:waardeType>
					<imro:symboolCode>s120</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id94" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id95">
											<gml:segments>
												<gml:Arc>
													<gml:posList>50959.65 390906.965 50957.145 390926.599 50950.878 390945.37</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50950.878 390945.37 50913.919 390946.133</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50913.919 390946.133 50914.224 390882.057 50943.453 390882.057 50960.276 390882.057</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.276 390882.057 50959.65 390906.965</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP4302177420-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP9317225907-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP9317225907-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS03-ON99"/>
			<imro:naam>maximum aantal bouwlagen</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s120</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id162" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50907.486 390896.34</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>5</imro:waarde>
					<imro:waardeType>maximum aantal bouwlagen</imro:waardeType>
					<imro:symboolCode>s120</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id105" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id106">
											<gml:segments>
												<gml:Arc>
													<gml:posList>50883.294 390871.16 50888.127 390858.927 50896.158 390848.74</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>50896.158 390848.74 50900.038 390844.956</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50900.038 390844.956 50901.133 390846.252</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50901.133 390846.252 50928.93 390820.077</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50928.93 390820.077 50937.856 390829.553 50932.077 390835.691 50960.45 390875.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.45 390875.1 50960.276 390882.057</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50960.276 390882.057 50943.453 390882.057 50914.224 390882.057 50913.919 390946.133</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50913.919 390946.133 50869.825 390947.043</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50869.825 390947.043 50869.144 390916.678</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50869.144 390916.678 50872.673 390916.598</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50872.673 390916.598 50883.294 390871.16</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP4302177420-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:MetadataIMRObestand gml:id="Metadata">
			<imro:datasetTitel>Stationsomgeving Zuid-West</imro:datasetTitel>
			<imro:creatiedatum>2015-02-19</imro:creatiedatum>
			<imro:bronbeheerder>Goes</imro:bronbeheerder>
			<imro:codeerVerantwoordelijke>NB</imro:codeerVerantwoordelijke>
			<imro:naamApplicatieschema>IMRO2012</imro:naamApplicatieschema>
			<imro:codeReferentiesysteem>28992</imro:codeReferentiesysteem>
			<imro:toepassingsschaal>1000</imro:toepassingsschaal>
			<imro:applicatieIdentificatie>RoPlan 2012 v2.0.1 (voor v8i)</imro:applicatieIdentificatie>
			<imro:versieXMLschema>1.1.0</imro:versieXMLschema>
		</imro:MetadataIMRObestand>
	</imro:featureMember>
</imro:FeatureCollectionIMRO>
